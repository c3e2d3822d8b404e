using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Normalizations, and what a runtime fuses with them.</summary>
internal static class NormalizationRules
{
    public static void Register(RuleTable table)
    {
        table.Add(BatchNormalization, "BatchNormalization");
        table.Add(ElementwiseRules.Same, "InstanceNormalization", "LRN", "MeanVarianceNormalization", "GroupNormalization");
        table.Add(node => LayerNormalization(node, inverse: 2), "LayerNormalization");
        table.Add(node => LayerNormalization(node, inverse: 1), "RMSNormalization", "SimplifiedLayerNormalization");
        table.AddTo(RuleTable.Microsoft, node => LayerNormalization(node, inverse: 2), "LayerNormalization");
        table.AddTo(RuleTable.Microsoft, node => LayerNormalization(node, inverse: 1), "SimplifiedLayerNormalization");
        table.AddTo(RuleTable.Microsoft, SkipLayerNormalization, "SkipLayerNormalization", "SkipSimplifiedLayerNormalization");
        table.AddTo(RuleTable.Microsoft, EmbedLayerNormalization, "EmbedLayerNormalization");
        table.AddTo(RuleTable.Microsoft, ElementwiseRules.Same,
            "Gelu", "QuickGelu", "FastGelu", "BiasGelu", "BiasSoftmax", "BiasAdd", "GroupNorm", "Inverse", "Trilu", "ComplexMul", "ComplexMulConj", "MoE", "QMoE");
        table.AddTo(RuleTable.Microsoft, SkipGroupNorm, "SkipGroupNorm");
        table.AddTo(RuleTable.Microsoft, BiasDropout, "BiasDropout", "BitmaskDropout");
        table.AddTo(RuleTable.Microsoft, Halved, "BiasSplitGelu");
    }

    /// <summary>Statistics have one element for each channel.</summary>
    private static void BatchNormalization(NodeView node)
    {
        ElementwiseRules.Same(node);
        for (var i = 1; i < node.OutputCount; i++)
        {
            node.Output(i, node.Type(3), node.Shape(3));
        }
    }

    private static void LayerNormalization(NodeView node, int inverse)
    {
        ElementwiseRules.Same(node);
        var statistics = node.Shape(0) is { } shape && Extents.Axis(node.Integer("axis", -1), shape.Rank) is { } first
            ? new KnownShape([.. shape.Dimensions.Select((dimension, axis) => axis < first ? dimension : Dimension.Of(1))])
            : (KnownShape?)null;
        for (var i = 1; i <= inverse; i++)
        {
            node.Output(i, (ElementType)node.Integer("stash_type", (long)ElementType.Float32), statistics);
        }
    }

    private static void SkipLayerNormalization(NodeView node)
    {
        ElementwiseRules.Same(node);
        var statistics = node.Shape(0) is { Rank: > 0 } shape ? shape.With(shape.Rank - 1, Dimension.Of(1)) : (KnownShape?)null;
        node.Output(1, ElementType.Float32, statistics);
        node.Output(2, ElementType.Float32, statistics);
        node.Output(3, node.Type(0), node.Shape(0));
    }

    private static void SkipGroupNorm(NodeView node)
    {
        ElementwiseRules.Same(node);
        node.Output(1, node.Type(0), node.Shape(0));
    }

    /// <summary>Token ids to embeddings.</summary>
    private static void EmbedLayerNormalization(NodeView node)
    {
        var shape = node.Shape(0) is { Rank: 2 } ids ? Extents.Shape([.. ids.Dimensions, node.Shape(2).At(1)]) : (KnownShape?)null;
        node.Output(0, node.Type(2), shape);
        node.Output(1, ElementType.Int32, Extents.Shape([node.Shape(0).At(0)]));
        node.Output(2, node.Type(2), shape);
    }

    private static void BiasDropout(NodeView node)
    {
        ElementwiseRules.Same(node);
        if (node.Operator == "BiasDropout")
        {
            node.Output(1, ElementType.Bool, node.Shape(0));
        }
    }

    private static void Halved(NodeView node) =>
        node.Output(0, node.Type(0), node.Shape(0) is { Rank: > 0 } shape ? shape.With(shape.Rank - 1, Extents.Divide(shape.Dimensions[^1], 2)) : null);
}
