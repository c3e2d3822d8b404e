using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Elements picked and put by index.</summary>
internal static class GatheringRules
{
    public static void Register(RuleTable table)
    {
        table.Add(Gather, "Gather");
        table.Add(node => node.Output(0, node.Type(0), node.Shape(1)), "GatherElements");
        table.Add(GatherND, "GatherND");
        table.Add(ScatterND, "ScatterND");
        table.Add(ElementwiseRules.Same, "Scatter", "ScatterElements", "TensorScatter", "ReverseSequence");
        table.Add(OneHot, "OneHot");
        table.Add(TopK, "TopK");
    }

    private static void Gather(NodeView node)
    {
        if (node.Shape(0) is not { } data || node.Shape(1) is not { } indices || Extents.Axis(node.Integer("axis", 0), data.Rank) is not { } axis)
        {
            node.Output(0, node.Type(0), null);
            return;
        }

        var shape = new KnownShape([.. data.Dimensions[..axis], .. indices.Dimensions, .. data.Dimensions[(axis + 1)..]]);
        node.Output(0, node.Type(0), shape, Gathered(node, shape, axis));
    }

    private static SmallTensor? Gathered(NodeView node, KnownShape result, int axis)
    {
        if (node.Array(0) is not { } data || node.Array(1) is not { IsReal: false } indices || result.Concrete() is not { } shape)
        {
            return null;
        }

        var strides = SmallArray.Strides(data.Dimensions.AsSpan());
        var steps = SmallArray.Strides(indices.Dimensions.AsSpan());
        return data.Pick(shape.Dimensions.AsSpan(), position =>
        {
            var (at, picked) = (0L, 0L);
            for (var i = 0; i < position.Length; i++)
            {
                var inIndices = i - axis;
                if (inIndices < 0)
                {
                    at += position[i] * strides[i];
                }
                else if (inIndices < steps.Length)
                {
                    picked += position[i] * steps[inIndices];
                }
                else
                {
                    at += position[i] * strides[i - steps.Length + 1];
                }
            }

            var index = indices.Elements.Integers[(int)picked];
            return Extents.Axis(index, (int)data.Dimensions[axis]) is { } place ? at + place * strides[axis] : -1;
        })?.Elements;
    }

    private static void GatherND(NodeView node)
    {
        KnownShape? result = null;
        var batch = node.Integer("batch_dims", 0);
        if (node.Shape(0) is { } data && node.Shape(1) is { Rank: > 0 } indices && indices.Dimensions[^1].Extent is { } tuple && batch >= 0 && tuple >= 0 && batch + tuple <= data.Rank)
        {
            result = new KnownShape([.. indices.Dimensions[..^1], .. data.Dimensions[(int)(batch + tuple)..]]);
        }

        node.Output(0, node.Type(0), result);
    }

    private static void ScatterND(NodeView node) => node.Output(0, node.Type(0), node.Shape(0), Scattered(node));

    private static SmallTensor? Scattered(NodeView node)
    {
        if (node.Text("reduction", "none") != "none" || node.Array(0) is not { } data || node.Array(1) is not { IsReal: false } indices || node.Array(2) is not { } updates
            || data.IsReal || updates.IsReal || indices.Dimensions is not [.., var tuple] || tuple < 1 || tuple > data.Dimensions.Length)
        {
            return null;
        }

        var strides = SmallArray.Strides(data.Dimensions.AsSpan());
        var run = strides[tuple - 1];
        var elements = data.Elements.Integers.ToBuilder();
        if (indices.Count / tuple * run != updates.Count)
        {
            return null;
        }

        for (var i = 0; i < indices.Count / tuple; i++)
        {
            var at = 0L;
            for (var axis = 0; axis < tuple; axis++)
            {
                if (Extents.Axis(indices.Elements.Integers[(int)(i * tuple) + axis], (int)data.Dimensions[axis]) is not { } place)
                {
                    return null;
                }

                at += place * strides[axis];
            }

            for (var j = 0; j < run; j++)
            {
                elements[(int)at + j] = updates.Elements.Integers[(int)(i * run) + j];
            }
        }

        return new(elements.ToImmutable(), []);
    }

    private static void OneHot(NodeView node)
    {
        if (node.Shape(0) is not { } indices || Extents.Axis(node.Integer("axis", -1), indices.Rank + 1) is not { } axis)
        {
            node.Output(0, node.Type(2), null);
            return;
        }

        var depth = node.Value(1) is { Count: 1 } value ? Dimension.Of(value.Reals.IsEmpty ? value.Integers[0] : (long)value.Reals[0]) : Dimension.Unknown;
        node.Output(0, node.Type(2), new KnownShape(indices.Dimensions.Insert(axis, depth)));
    }

    /// <summary>How many: an attribute, from operator set 10 an input.</summary>
    private static void TopK(NodeView node)
    {
        KnownShape? shape = null;
        if (node.Shape(0) is { } from && Extents.Axis(node.Integer("axis", -1), from.Rank) is { } axis)
        {
            var stated = node.Opset < 10 ? node.Attribute("k")?.I : node.IntegersOf(1) is [var k] ? k : null;
            shape = from.With(axis, stated is { } count ? Dimension.Of(count) : Dimension.Unknown);
        }

        node.Output(0, node.Type(0), shape);
        node.Output(1, ElementType.Int64, shape);
    }
}
