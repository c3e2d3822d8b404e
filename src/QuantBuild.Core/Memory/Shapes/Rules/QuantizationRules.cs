using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Conversion to and from integers, and element-wise arithmetic on them.</summary>
internal static class QuantizationRules
{
    public static void Register(RuleTable table)
    {
        table.Add(QuantizeLinear, "QuantizeLinear");
        table.Add(DequantizeLinear, "DequantizeLinear");
        table.Add(DynamicQuantizeLinear, "DynamicQuantizeLinear");
        table.AddTo(RuleTable.Microsoft, QuantizeLinear, "QuantizeLinear");
        table.AddTo(RuleTable.Microsoft, DequantizeLinear, "DequantizeLinear");
        table.AddTo(RuleTable.Microsoft, ElementwiseRules.Same, "QLinearSigmoid", "QLinearLeakyRelu", "QLinearSoftmax");
        table.AddTo(RuleTable.Microsoft, node => node.Output(0, node.Type(0), Extents.Broadcast(node.Shape(0), node.Shape(3))), "QLinearAdd", "QLinearMul");
        table.AddTo(RuleTable.Microsoft, node => node.Output(0, ElementType.Int32, Extents.Broadcast(node.Shape(0), node.Shape(2))), "MulInteger");
        table.AddTo(RuleTable.Microsoft,
            node => node.Output(0, node.Type(1), Extents.Broadcast(Extents.Broadcast(node.Shape(0), node.Shape(1)), node.Shape(4))), "QLinearWhere");
        table.AddTo(RuleTable.Microsoft, QLinearConcat, "QLinearConcat");
        table.AddTo(RuleTable.Microsoft, GatherBlockQuantized, "GatherBlockQuantized");
    }

    private static void QuantizeLinear(NodeView node)
    {
        var stated = (ElementType)node.Integer("output_dtype", 0);
        node.Output(0, stated != ElementType.Undefined ? stated : node.Has(2) ? node.Type(2) : ElementType.UInt8, node.Shape(0));
    }

    private static void DequantizeLinear(NodeView node)
    {
        var stated = (ElementType)node.Integer("output_dtype", 0);
        node.Output(0, stated != ElementType.Undefined ? stated : node.Type(1), node.Shape(0));
    }

    private static void DynamicQuantizeLinear(NodeView node)
    {
        node.Output(0, ElementType.UInt8, node.Shape(0));
        node.Output(1, ElementType.Float32, KnownShape.Of(TensorShape.Scalar));
        node.Output(2, ElementType.UInt8, KnownShape.Of(TensorShape.Scalar));
    }

    /// <summary>After scale and zero point of the result: a tensor, its scale and its zero point, again and again.</summary>
    private static void QLinearConcat(NodeView node)
    {
        var tensors = Enumerable.Range(0, Math.Max(0, (node.InputCount - 2) / 3)).Select(i => 2 + 3 * i);
        node.Output(0, node.Type(1), SlicingRules.Joined([.. tensors.Select(node.Shape)], node.Integer("axis", 0)));
    }

    /// <summary>Rows of a table of few bits; bytes hold several elements each.</summary>
    private static void GatherBlockQuantized(NodeView node)
    {
        if (node.Shape(0) is not { Rank: > 0 } table || node.Shape(1) is not { } indices || Extents.Axis(node.Integer("gather_axis", 0), table.Rank) is not { } axis)
        {
            node.Output(0, node.Type(2), null);
            return;
        }

        var packed = node.Type(0) == ElementType.UInt8 ? 8 / Math.Clamp(node.Integer("bits", 4), 1, 8) : 1;
        ImmutableArray<Dimension> rows = table.Dimensions.SetItem(table.Rank - 1, Extents.Multiply(table.Dimensions[^1], packed));
        node.Output(0, node.Type(2), new KnownShape([.. rows[..axis], .. indices.Dimensions, .. rows[(axis + 1)..]]));
    }
}
