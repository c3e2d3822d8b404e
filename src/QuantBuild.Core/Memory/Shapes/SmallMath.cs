using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes;

/// <summary>Arithmetic of small tensors, as the runtime's kernels do it.</summary>
internal static class SmallMath
{
    /// <summary>The result of a function of each element; null where it is not defined for one, or for this kind of element.</summary>
    public static SmallTensor? Map(SmallTensor value, ElementType type, Func<long, long?>? integers, Func<double, double>? reals)
    {
        if (value.Reals.IsEmpty)
        {
            return integers is null ? null : Integers(value.Integers.Select(integers), value.Count);
        }

        return reals is null ? null : new([], [.. value.Reals.Select(element => Round(reals(element), type))]);
    }

    /// <summary>An operation on pairs of elements, extents broadcast; null where it is not defined for a pair.</summary>
    public static SmallArray? Zip(SmallArray left, SmallArray right, ElementType type, Func<long, long, long?>? integers, Func<double, double, double>? reals)
    {
        if (Aligned(left, right) is not var (a, b) || (a.Count > 0 && a.IsReal != b.IsReal))
        {
            return null;
        }

        SmallTensor? result = null;
        if (a.IsReal && reals is not null)
        {
            result = new([], [.. a.Elements.Reals.Zip(b.Elements.Reals, (x, y) => Round(reals(x, y), type))]);
        }
        else if (!a.IsReal && integers is not null)
        {
            result = Integers(a.Elements.Integers.Zip(b.Elements.Integers, integers), a.Count);
        }

        return result is null ? null : new SmallArray(a.Dimensions, result);
    }

    /// <summary>A comparison of pairs of elements: ones and zeros.</summary>
    public static SmallArray? Compare(SmallArray left, SmallArray right, Func<double, double, bool> reals, Func<long, long, bool> integers)
    {
        if (Aligned(left, right) is not var (a, b) || (a.Count > 0 && a.IsReal != b.IsReal))
        {
            return null;
        }

        var results = a.IsReal ? a.Elements.Reals.Zip(b.Elements.Reals, reals) : a.Elements.Integers.Zip(b.Elements.Integers, integers);
        return new SmallArray(a.Dimensions, new([.. results.Select(result => result ? 1L : 0L)], []));
    }

    /// <summary>Both with the extents of their element-wise result.</summary>
    public static (SmallArray Left, SmallArray Right)? Aligned(SmallArray left, SmallArray right)
    {
        var shape = Extents.Broadcast(Extents.Shape(left.Dimensions.AsSpan()), Extents.Shape(right.Dimensions.AsSpan()));
        return shape?.Concrete() is { } extents && left.BroadcastTo(extents.Dimensions) is { } a && right.BroadcastTo(extents.Dimensions) is { } b ? (a, b) : null;
    }

    /// <summary>To the precision that a kernel of this type computes in.</summary>
    public static double Round(double value, ElementType type) => type switch
    {
        ElementType.Float32 => (float)value,
        ElementType.Float16 => (double)(Half)value,
        _ => value,
    };

    private static SmallTensor? Integers(IEnumerable<long?> elements, int count)
    {
        var results = ImmutableArray.CreateBuilder<long>(count);
        foreach (var element in elements)
        {
            if (element is not { } known)
            {
                return null;
            }

            results.Add(known);
        }

        return new(results.ToImmutable(), []);
    }
}
