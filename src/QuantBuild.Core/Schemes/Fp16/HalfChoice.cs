using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Schemes.Fp16;

/// <summary>What is converted, and how its tensors are stored.</summary>
/// <param name="Nodes">By node, in order.</param>
/// <param name="IsStoredHalf">A stored value is float16 in the file even where it is only used as float32.</param>
/// <param name="StaysStored">Why a stored value must keep its elements as they are; null where it need not.</param>
internal sealed record HalfChoice(List<NodePlan> Nodes, Func<GraphValue, bool> IsStoredHalf, Func<GraphValue, string?> StaysStored)
{
    /// <summary>Everything that can be converted is.</summary>
    public static HalfChoice All(List<NodePlan> nodes) => new(nodes, _ => false, _ => null);
}
