using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Operators that reduce axes to one value.</summary>
internal static class ReductionRules
{
    public static void Register(RuleTable table)
    {
        table.Add(Reduce,
            "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceSumSquare");
        table.Add(Arg, "ArgMax", "ArgMin");
        table.AddTo(RuleTable.Microsoft, node => Reduce(node, ElementType.Int32, node.Integers("axes"), node.Attribute("axes") is not null), "ReduceSumInteger");
        table.AddTo(RuleTable.Microsoft, node => Reduce(node, node.Type(3), node.Integers("axes"), node.Attribute("axes") is not null), "QLinearReduceMean");
    }

    /// <summary>Axes: an attribute, from operator set 13 (ReduceSum) or 18 (the others) an input.</summary>
    private static void Reduce(NodeView node) => Reduce(node, node.Type(0), node.Integers("axes", 1), node.Has("axes", 1));

    private static void Reduce(NodeView node, ElementType type, ImmutableArray<long>? stated, bool given)
    {
        if (node.Shape(0) is not { } shape)
        {
            node.Output(0, type, null);
            return;
        }

        var keep = node.Integer("keepdims", 1) == 1;
        if (given && stated is null)
        {
            node.Output(0, type, keep ? KnownShape.OfRank(shape.Rank) : null);
            return;
        }

        var none = stated is not { Length: > 0 };
        if (none && node.Integer("noop_with_empty_axes", 0) != 0)
        {
            node.Output(0, type, shape, node.Operator is "ReduceSum" or "ReduceMax" or "ReduceMin" or "ReduceProd" ? node.Value(0) : null);
            return;
        }

        if ((none ? [.. Enumerable.Range(0, shape.Rank)] : Extents.Axes(stated!.Value, shape.Rank)) is { } axes)
        {
            node.Output(0, type, Reduced(shape, axes, keep), Value(node, axes));
        }
    }

    private static KnownShape Reduced(KnownShape shape, ImmutableArray<int> axes, bool keep)
    {
        var dimensions = ImmutableArray.CreateBuilder<Dimension>(shape.Rank);
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (!axes.Contains(axis))
            {
                dimensions.Add(shape.Dimensions[axis]);
            }
            else if (keep)
            {
                dimensions.Add(Dimension.Of(1));
            }
        }

        return new(dimensions.ToImmutable());
    }

    private static void Arg(NodeView node)
    {
        var shape = node.Shape(0) is { } known && Extents.Axis(node.Integer("axis", 0), known.Rank) is { } axis
            ? Reduced(known, [axis], node.Integer("keepdims", 1) == 1)
            : (KnownShape?)null;
        node.Output(0, ElementType.Int64, shape);
    }

    /// <summary>Of all elements at once: shapes are no matrices.</summary>
    private static SmallTensor? Value(NodeView node, ImmutableArray<int> axes)
    {
        if (node.Array(0) is not { Count: > 0 } array || axes.Distinct().Count() != array.Dimensions.Length)
        {
            return null;
        }

        var function = ElementFunctions.Binary(node.Operator switch
        {
            "ReduceSum" => "Add", "ReduceProd" => "Mul", "ReduceMax" => "Max", "ReduceMin" => "Min", _ => string.Empty,
        }, truncated: false);
        if (array.IsReal)
        {
            return function.Reals is { } reals
                ? SmallTensor.OfReals(array.Elements.Reals.Aggregate((x, y) => SmallMath.Round(reals(x, y), node.Type(0))))
                : null;
        }

        return function.Integers is { } integers && array.Elements.Integers.Select(x => (long?)x).Aggregate((x, y) => x is { } a && y is { } b ? integers(a, b) : null) is { } result
            ? SmallTensor.Of(result)
            : null;
    }
}
