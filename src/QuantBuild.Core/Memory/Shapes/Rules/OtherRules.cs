using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Losses, texts, lengths of sequences, and operators from before the standard that runtimes still have.</summary>
internal static class OtherRules
{
    public static void Register(RuleTable table)
    {
        table.Add(Loss, "NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss");
        table.Add(node => node.Output(0, ElementType.Int64, KnownShape.Of(TensorShape.Scalar)), "SequenceLength");
        table.Add(node => node.Output(0, ElementType.Bool, KnownShape.Of(TensorShape.Scalar)), "OptionalHasElement");
        table.Add(ElementwiseRules.Broadcast, "StringConcat");
        table.Add(node => node.Output(0, ElementType.Bool, node.Shape(0)), "RegexFullMatch");
        table.Add(node => node.Output(0, (ElementType)node.Integer("to", 0), node.Shape(0)), "BitCast");
        table.Add(ElementwiseRules.Same, "Affine", "ImageScaler", "ParametricSoftplus", "ScaledTanh");
        table.Add(node => node.Output(0, node.Type(0), node.AtLoad ? null : Cropped(node)), "Crop");
        table.Add(StringNormalizer, "StringNormalizer");
        table.Add(TfIdfVectorizer, "TfIdfVectorizer");
        table.AddTo(RuleTable.Microsoft, ExpandDims, "ExpandDims");
        table.AddTo(RuleTable.Microsoft, node => node.Output(0, node.Type(0), Extents.Shape([node.Shape(0).At(0), node.Shape(1).At(0)])), "CDist");
    }

    private static void Loss(NodeView node)
    {
        node.Output(0, node.Type(0), node.Text("reduction", "mean") == "none" ? node.Shape(1) : KnownShape.Of(TensorShape.Scalar));
        node.Output(1, node.Type(0), node.Shape(0));
    }

    /// <summary>Borders left, top, right, bottom are cut off; with <c>scale</c> what is left has that height and width.</summary>
    private static KnownShape? Cropped(NodeView node)
    {
        if (node.Shape(0) is not { Rank: 4 } image || node.Integers("border") is not { Length: 4 } border)
        {
            return null;
        }

        var scale = node.Integers("scale");
        var (height, width) = scale is [var h, var w]
            ? (Dimension.Of(h), Dimension.Of(w))
            : (Extents.Add(image.Dimensions[2], -border[1] - border[3]), Extents.Add(image.Dimensions[3], -border[0] - border[2]));
        return Extents.Shape([image.Dimensions[0], image.Dimensions[1], height, width]);
    }

    /// <summary>Stop words are dropped; where all are, one empty text is left.</summary>
    private static void StringNormalizer(NodeView node)
    {
        var kept = Extents.Apply(node.Shape(0).At(-1), extent => Math.Max(extent, 1));
        node.Output(0, ElementType.String, node.Shape(0) is { Rank: > 0 } shape ? shape.With(shape.Rank - 1, node.Bound(kept)) : null, isUpperBound: true);
    }

    /// <summary>One column for each n-gram it counts.</summary>
    private static void TfIdfVectorizer(NodeView node)
    {
        var columns = node.Integers("ngram_indexes") is { Length: > 0 } indexes ? Extents.Add(Dimension.Of(indexes.Max()), 1) : Dimension.Unknown;
        node.Output(0, ElementType.Float32, node.Shape(0) is { Rank: > 0 } shape ? shape.With(shape.Rank - 1, columns) : null);
    }

    private static void ExpandDims(NodeView node) =>
        node.Output(0, node.Type(0), node.Shape(0) is { } shape && node.IntegersOf(1) is [var axis] && Extents.Axis(axis, shape.Rank + 1) is { } at
            ? new KnownShape(shape.Dimensions.Insert(at, Dimension.Of(1)))
            : null);
}
