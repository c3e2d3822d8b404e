using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace QuantBuild.Memory.Shapes;

/// <summary>The elements of a small tensor, kept where shapes may follow from them; integers and booleans are exact, floating point is in <see cref="Reals"/>.</summary>
/// <param name="Integers">Elements of an integer or boolean tensor, row by row.</param>
/// <param name="Reals">Elements of a floating-point tensor, row by row.</param>
internal sealed record SmallTensor(ImmutableArray<long> Integers, ImmutableArray<double> Reals)
{
    /// <summary>More elements than this are not kept: no shape is described by as many.</summary>
    public const int MaxElements = 8192;

    public int Count => Integers.Length + Reals.Length;

    /// <summary>The same elements, bit by bit: 0 is not −0.</summary>
    public bool Equals(SmallTensor? other) =>
        other is not null && Integers.AsSpan().SequenceEqual(other.Integers.AsSpan()) && Bits(Reals).SequenceEqual(Bits(other.Reals));

    public override int GetHashCode()
    {
        var code = default(HashCode);
        code.AddBytes(MemoryMarshal.AsBytes(Integers.AsSpan()));
        code.AddBytes(MemoryMarshal.AsBytes(Reals.AsSpan()));
        return code.ToHashCode();
    }

    public static SmallTensor Of(params ReadOnlySpan<long> integers) => new([.. integers], []);

    public static SmallTensor OfReals(params ReadOnlySpan<double> reals) => new([], [.. reals]);

    private static ReadOnlySpan<long> Bits(ImmutableArray<double> reals) => MemoryMarshal.Cast<double, long>(reals.AsSpan());
}
