using System.Collections.Immutable;

namespace QuantBuild.Memory.Shapes;

/// <summary>The elements of a small tensor, kept where shapes may follow from them; integers and booleans are exact, floating point is in <see cref="Reals"/>.</summary>
/// <param name="Integers">Elements of an integer or boolean tensor, row by row.</param>
/// <param name="Reals">Elements of a floating-point tensor, row by row.</param>
internal sealed record SmallTensor(ImmutableArray<long> Integers, ImmutableArray<double> Reals)
{
    /// <summary>More elements than this are not kept: no shape is described by as many.</summary>
    public const int MaxElements = 8192;

    public int Count => Integers.Length + Reals.Length;

    public static SmallTensor Of(params ReadOnlySpan<long> integers) => new([.. integers], []);

    public static SmallTensor OfReals(params ReadOnlySpan<double> reals) => new([], [.. reals]);
}
