using QuantBuild.Formats.Onnx;
using QuantBuild.Memory.Profiles;
using QuantBuild.Memory.Simulation;

namespace QuantBuild.Memory;

/// <summary>Signs in a model that its projection may be further off than its band says.</summary>
internal static class SimulationDoubts
{
    private const int ManyTransposes = 8;
    private const int ManyConcats = 8;
    private const double LargeInlineShare = 0.3;

    private static readonly string[] KnownDomains = ["", "com.microsoft", "com.microsoft.nchwc", "ai.onnx.ml"];
    private static readonly string[] DataDependent = ["NonZero", "NonMaxSuppression", "Unique", "Compress"];
    private static readonly string[] Attention = 
    [
        "Attention", "MultiHeadAttention", "GroupQueryAttention", "PackedAttention", "PackedMultiHeadAttention", "DecoderMaskedMultiHeadAttention",
        "DecoderMaskedSelfAttention", "DecoderAttention", "QAttention", "SparseAttention", "PagedAttention", "LinearAttention", "LongformerAttention",
    ];

    public static IEnumerable<string> Of(SimulatedSession session, RuntimeOptions options, ProfileConstants constants, OnnxModel model)
    {
        var nodes = session.Graph.Nodes;
        if (!constants.For(options).Measured)
        {
            yield return "the stages were not checked against this version of the runtime";
        }

        if (options.Session.Threads > 0 && options.Session.Threads != constants.Machine.Threads)
        {
            yield return $"{options.Session.Threads} threads: the stages were checked with {constants.Machine.Threads}";
        }

        if (nodes.Any(node => node.HasBodies))
        {
            yield return "control flow";
        }

        if (nodes.FirstOrDefault(node => !KnownDomains.Contains(node.Domain)) is { } foreign)
        {
            yield return $"operator {foreign.Operator} of domain {foreign.Domain}";
        }

        if (nodes.FirstOrDefault(node => DataDependent.Contains(node.Operator)) is { } dependent)
        {
            yield return $"extents that follow from the data ({dependent.Operator}): the most it can be is taken";
        }

        if (nodes.FirstOrDefault(node => Attention.Contains(node.Operator)) is { } attention)
        {
            yield return attention.Operator;
        }

        if (session.Graph.WeightChanges.Any(change => change.Kind == WeightChangeKind.Widened) &&
            (model.Proto.Graph.Node.Any(node => node.OpType is "Cast" or "Resize") || model.Proto.Graph.Node.Count(node => node.OpType == "Concat") >= ManyConcats))
        {
            yield return "half precision with operators that keep or change its type";
        }

        if (model.Proto.Graph.Node.Any(node => node.OpType == "QuantizeLinear"))
        {
            yield return "quantized activations, which the runtime may fuse with their neighbours";
        }

        if (nodes.Count(node => node.Is("Transpose")) >= ManyTransposes)
        {
            yield return "many transposes";
        }

        if (session.AfterLoad.High - session.AfterLoad.Low > session.Peak.Expected * LargeInlineShare)
        {
            yield return "the heap's luck with weights inside the model file (external data or heap=fixed removes it)";
        }
    }
}
