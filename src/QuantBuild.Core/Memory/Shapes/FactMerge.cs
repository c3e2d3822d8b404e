using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes;

/// <summary>What is true of a value that is one of two.</summary>
internal static class FactMerge
{
    /// <summary>Facts of both; where only their extents differ, the larger of each as a bound.</summary>
    public static ValueFacts? Either(ValueFacts? left, ValueFacts? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        var same = left.Concrete is { } a && right.Concrete is { } b && a.Equals(b);
        var concrete = same ? left.Concrete : Larger(left.Concrete, right.Concrete);
        return new ValueFacts
        {
            Type = left.Type == right.Type ? left.Type : ElementType.Undefined,
            Concrete = concrete,
            IsUpperBound = concrete is not null && (!same || left.IsUpperBound || right.IsUpperBound),
            Known = Common(left.Known, right.Known),
        };
    }

    /// <summary>Extents that both shapes are known to have.</summary>
    public static KnownShape? Common(KnownShape? left, KnownShape? right) =>
        left is { } a && right is { } b && a.Rank == b.Rank ? new KnownShape(EachOf(a.Dimensions, b.Dimensions, Extents.Common)) : null;

    /// <summary>What the runtime knows of a value from its operator, and the rest from what the file says of it.</summary>
    public static KnownShape? Stated(KnownShape? inferred, KnownShape? stated)
    {
        if (inferred is not { } known || stated is not { } told)
        {
            return inferred ?? stated;
        }

        return known.Rank == told.Rank
            ? new KnownShape(EachOf(known.Dimensions, told.Dimensions, (own, file) => own.Extent is not null || file.IsUnknown ? own : file))
            : known;
    }

    private static TensorShape? Larger(TensorShape? left, TensorShape? right) =>
        left is { } a && right is { } b && a.Dimensions.Length == b.Dimensions.Length
            ? new TensorShape(EachOf(a.Dimensions, b.Dimensions, Math.Max))
            : null;

    private static ImmutableArray<T> EachOf<T>(ImmutableArray<T> left, ImmutableArray<T> right, Func<T, T, T> merge)
    {
        var merged = ImmutableArray.CreateBuilder<T>(left.Length);
        for (var i = 0; i < left.Length; i++)
        {
            merged.Add(merge(left[i], right[i]));
        }

        return merged.MoveToImmutable();
    }
}
