using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Classical models of the domain ai.onnx.ml: https://github.com/onnx/onnx/blob/main/docs/Operators-ml.md</summary>
internal static class MachineLearningRules
{
    private const string Domain = "ai.onnx.ml";

    public static void Register(RuleTable table)
    {
        table.AddTo(Domain, ElementwiseRules.Same, "Binarizer", "Imputer");
        table.AddTo(Domain, node => node.Output(0, ElementType.Float32, node.Shape(0)), "Normalizer", "Scaler");
        table.AddTo(Domain, LabelEncoder, "LabelEncoder");
        table.AddTo(Domain, Classifier, "LinearClassifier", "SVMClassifier", "TreeEnsembleClassifier");
        table.AddTo(Domain, node => Rows(node, ElementType.Float32, Dimension.Of(node.Integer("targets", 1))), "LinearRegressor");
        table.AddTo(Domain, node => Rows(node, ElementType.Float32, Dimension.Of(node.Integer("n_targets", 1))), "TreeEnsembleRegressor");
        table.AddTo(Domain, node => Rows(node, node.Type(0), Dimension.Of(node.Integer("n_targets", 1))), "TreeEnsemble");
        table.AddTo(Domain, node => Rows(node, ElementType.Float32, Dimension.Of(1)), "SVMRegressor");
        table.AddTo(Domain, node => Rows(node, ElementType.Float32, Dimension.Of(node.Integers("inputdimensions")?.Sum() ?? 0)), "FeatureVectorizer");
        table.AddTo(Domain, ArrayFeatureExtractor, "ArrayFeatureExtractor");
        table.AddTo(Domain, OneHotEncoder, "OneHotEncoder");
    }

    /// <summary>One row for each row of the input; a vector is one row.</summary>
    private static void Rows(NodeView node, ElementType type, Dimension columns)
    {
        var rows = node.Shape(0) is { Rank: 1 } ? Dimension.Of(1) : node.Shape(0).At(0);
        node.Output(0, type, Extents.Shape([rows, columns]));
    }

    private static void Classifier(NodeView node)
    {
        var texts = node.Attribute("classlabels_strings")?.Strings.Count ?? 0;
        var numbers = Math.Max(node.Attribute("classlabels_ints")?.Ints.Count ?? 0, node.Attribute("classlabels_int64s")?.Ints.Count ?? 0);
        var rows = node.Shape(0) is { Rank: 1 } ? Dimension.Of(1) : node.Shape(0).At(0);
        var classes = Math.Max(texts, numbers);
        node.Output(0, texts > 0 ? ElementType.String : ElementType.Int64, Extents.Shape([rows]));
        node.Output(1, ElementType.Float32, Extents.Shape([rows, classes > 0 ? Dimension.Of(classes) : Dimension.Unknown]));
    }

    private static void LabelEncoder(NodeView node)
    {
        var type = node.Attribute("values_strings") is not null ? ElementType.String
            : node.Attribute("values_int64s") is not null ? ElementType.Int64
            : node.Attribute("values_floats") is not null ? ElementType.Float32
            : node.Attribute("values_tensor")?.T is { } tensor ? (ElementType)tensor.DataType
            : node.Type(0) == ElementType.String ? ElementType.Int64 : ElementType.String;
        node.Output(0, type, node.Shape(0));
    }

    private static void ArrayFeatureExtractor(NodeView node)
    {
        var picked = node.Shape(1) is { } indices ? Extents.Product(indices.Dimensions) : Dimension.Unknown;
        node.Output(0, node.Type(0), node.Shape(0) is not { } shape ? null
            : shape.Rank <= 1 ? Extents.Shape([Dimension.Of(1), picked])
            : shape.With(shape.Rank - 1, picked));
    }

    private static void OneHotEncoder(NodeView node)
    {
        var categories = Math.Max(node.Attribute("cats_int64s")?.Ints.Count ?? 0, node.Attribute("cats_strings")?.Strings.Count ?? 0);
        node.Output(0, ElementType.Float32, node.Shape(0) is { } shape ? new KnownShape([.. shape.Dimensions, Dimension.Of(categories)]) : null);
    }
}
