using System.Collections.Immutable;
using System.Runtime.InteropServices;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes;

/// <summary>
/// Arithmetic of extents: a number only where all operands are numbers, a symbol only where it passes on unchanged.
/// What overflows is unknown: no such tensor exists.
/// </summary>
internal static class Extents
{
    /// <summary>The shape as numbers; null where an extent is none, or negative.</summary>
    public static TensorShape? Concrete(this KnownShape shape)
    {
        var extents = new long[shape.Rank];
        for (var i = 0; i < extents.Length; i++)
        {
            if (shape.Dimensions[i].Extent is not (>= 0 and var extent))
            {
                return null;
            }

            extents[i] = extent;
        }

        return new TensorShape(ImmutableCollectionsMarshal.AsImmutableArray(extents));
    }

    public static KnownShape Shape(params ImmutableArray<Dimension> dimensions) => new(dimensions);

    public static KnownShape Shape(params ReadOnlySpan<long> extents)
    {
        var dimensions = ImmutableArray.CreateBuilder<Dimension>(extents.Length);
        foreach (var extent in extents)
        {
            dimensions.Add(extent >= 0 ? Dimension.Of(extent) : Dimension.Unknown);
        }

        return new(dimensions.MoveToImmutable());
    }

    /// <summary>An axis counted from the front, or null where there is none.</summary>
    public static int? Axis(long axis, int rank)
    {
        var counted = axis < 0 ? axis + rank : axis;
        return counted >= 0 && counted < rank ? (int)counted : null;
    }

    /// <summary>Axes counted from the front; null where one does not exist.</summary>
    public static ImmutableArray<int>? Axes(ImmutableArray<long> axes, int rank)
    {
        var counted = ImmutableArray.CreateBuilder<int>(axes.Length);
        foreach (var axis in axes)
        {
            if (Axis(axis, rank) is not { } known)
            {
                return null;
            }

            counted.Add(known);
        }

        return counted.MoveToImmutable();
    }

    /// <summary>The extent at an axis counted from either end; unknown where there is none.</summary>
    public static Dimension At(this KnownShape? shape, long axis) => shape is { } known && Axis(axis, known.Rank) is { } at ? known.Dimensions[at] : Dimension.Unknown;

    public static KnownShape With(this KnownShape shape, int axis, Dimension dimension) => new(shape.Dimensions.SetItem(axis, dimension));

    public static Dimension Apply(Dimension dimension, Func<long, long?> function) =>
        dimension.Extent is { } extent && function(extent) is { } result ? Dimension.Of(result) : Dimension.Unknown;

    public static Dimension Add(Dimension left, Dimension right) =>
        left.Extent is { } a && right.Extent is { } b ? Number((Int128)a + b) : Dimension.Unknown;

    public static Dimension Add(Dimension left, long right) => Add(left, Dimension.Of(right));

    /// <summary>A symbol times one is the symbol.</summary>
    public static Dimension Multiply(Dimension left, Dimension right) => (left.Extent, right.Extent) switch
    {
        ({ } a, { } b) => Number((Int128)a * b),
        (1, _) => right,
        (_, 1) => left,
        _ => Dimension.Unknown,
    };

    public static Dimension Multiply(Dimension left, long right) => Multiply(left, Dimension.Of(right));

    /// <summary>Rounded down; unknown where the divisor is not positive.</summary>
    public static Dimension Divide(Dimension left, long right) =>
        right == 1 ? left : left.Extent is { } extent && right > 0 ? Dimension.Of(extent / right) : Dimension.Unknown;

    public static Dimension Product(IEnumerable<Dimension> dimensions) => dimensions.Aggregate(Dimension.Of(1), Multiply);

    /// <summary>What two extents that must be equal are: whichever of them is known better.</summary>
    public static Dimension Merge(Dimension left, Dimension right) =>
        left.Extent is not null ? left : right.Extent is not null ? right : left.IsUnknown ? right : left;

    /// <summary>What is true of both extents.</summary>
    public static Dimension Common(Dimension left, Dimension right) => left.SameAs(right) ? left : Dimension.Unknown;

    /// <summary>One extent of element-wise arithmetic: https://github.com/onnx/onnx/blob/main/docs/Broadcasting.md</summary>
    public static Dimension Broadcast(Dimension left, Dimension right) => (left.Extent, right.Extent) switch
    {
        (1, _) => right,
        (_, 1) => left,
        ({ }, _) => left,
        (_, { }) => right,
        _ => Common(left, right),
    };

    /// <summary>The shape of element-wise arithmetic; null where one is unknown.</summary>
    public static KnownShape? Broadcast(KnownShape? left, KnownShape? right)
    {
        if (left is not { } a || right is not { } b)
        {
            return null;
        }

        var rank = Math.Max(a.Rank, b.Rank);
        var dimensions = ImmutableArray.CreateBuilder<Dimension>(rank);
        for (var i = 0; i < rank; i++)
        {
            var (inA, inB) = (i - (rank - a.Rank), i - (rank - b.Rank));
            dimensions.Add(inA < 0 ? b.Dimensions[inB] : inB < 0 ? a.Dimensions[inA] : Broadcast(a.Dimensions[inA], b.Dimensions[inB]));
        }

        return new(dimensions.MoveToImmutable());
    }

    private static Dimension Number(Int128 value) => value >= long.MinValue && value <= long.MaxValue ? Dimension.Of((long)value) : Dimension.Unknown;
}
