using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Schemes.Mixed;

/// <summary>
/// Operators that lose most in float16: they add up many elements, raise to powers, turn small differences into large ones, or feed their
/// own result back.
/// Batch normalization is not among them: with its statistics stored it is one multiplication and one addition.
/// </summary>
internal static class SensitiveOperators
{
    private static readonly Dictionary<string, string> Reasons = new[]
    {
        ("softmax", "Softmax LogSoftmax"),
        ("normalization", "InstanceNormalization LayerNormalization GroupNormalization RMSNormalization SimplifiedLayerNormalization " +
            "MeanVarianceNormalization LpNormalization LRN com.microsoft.SkipLayerNormalization com.microsoft.SkipSimplifiedLayerNormalization " +
            "com.microsoft.EmbedLayerNormalization com.microsoft.GroupNorm com.microsoft.BiasSoftmax"),
        ("reduction", "ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMean ReduceProd ReduceSum ReduceSumSquare CumSum CumProd LpPool GlobalLpPool Det"),
        ("loss", "NegativeLogLikelihoodLoss SoftmaxCrossEntropyLoss"),
        ("exponential", "Exp Log Pow Reciprocal Softplus Sinh Cosh Tan Asinh Acosh Atanh Asin Acos"),
        ("recurrence", "LSTM GRU RNN"),
        ("transform", "DFT STFT"),
    }.SelectMany(group => group.Item2.Split(' ').Select(name => (Name: name, Reason: group.Item1)))
        .ToDictionary(entry => entry.Name, entry => entry.Reason, StringComparer.Ordinal);

    /// <summary>What kind of sensitive operator the node is; null where it is none.</summary>
    public static string? Of(GraphNode node) => Reasons.GetValueOrDefault(node.Domain.Length == 0 ? node.Operator : $"{node.Domain}.{node.Operator}");
}
