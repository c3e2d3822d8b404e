using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Schemes.Mixed;

/// <summary>
/// Nodes that give what a normalization spelled out begins with: its mean, and its distance from the mean. ONNX Runtime 1.17 fuses a Cast that
/// stands there into the normalization, and has no kernel for what comes of it; one node earlier it stays a Cast.
/// </summary>
internal static class BeforeNormalization
{
    /// <summary>Why the node stays float32; null where it need not.</summary>
    public static string? Of(GraphNode node) =>
        node.Outputs.Exists(value => value is not null && value.Consumers.Any(taker => taker.Is("ReduceMean")) && value.Consumers.Any(taker => taker.Is("Sub"))) ? "before a normalization" : null;
}
