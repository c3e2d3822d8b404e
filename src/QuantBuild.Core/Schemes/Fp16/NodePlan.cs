using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>What happens to one node: which of its values become float16, or why none does.</summary>
/// <param name="Node">The node.</param>
/// <param name="HalfInputs">By position.</param>
/// <param name="HalfOutputs">By position.</param>
/// <param name="KeptBecause">Why it stays as it is; null where it is converted, or has no float32 at all.</param>
internal sealed record NodePlan(GraphNode Node, bool[] HalfInputs, bool[] HalfOutputs, string? KeptBecause)
{
    public bool IsConverted => HalfInputs.Contains(true) || HalfOutputs.Contains(true);

    public static NodePlan Kept(GraphNode node, string because)
    {
        var touchesFloats = node.Inputs.Exists(value => value is { Type: ElementType.Float32 }) || node.Outputs.Exists(value => value is { Type: ElementType.Float32 });
        return new NodePlan(node, new bool[node.Inputs.Count], new bool[node.Outputs.Count], touchesFloats ? because : null);
    }
}
