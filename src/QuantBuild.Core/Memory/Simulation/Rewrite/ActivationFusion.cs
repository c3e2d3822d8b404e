using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>An activation right behind a convolution or a Gemm is done by a kernel that does both.</summary>
internal static class ActivationFusion
{
    public const string Microsoft = "com.microsoft";

    private static readonly HashSet<string> AfterGemm = new(
        ["Relu", "Sigmoid", "Tanh", "LeakyRelu", "Elu", "HardSigmoid", "Selu", "Softplus", "Softsign", "ThresholdedRelu"], StringComparer.Ordinal);

    private static readonly HashSet<string> AfterConvolution =
        new(["Relu", "Sigmoid", "Tanh", "LeakyRelu", "Clip", "HardSigmoid"], StringComparer.Ordinal);

    public static bool IntoGemm(RuntimeGraph graph, SimulationOptions options) => Apply(graph, "Gemm", AfterGemm);

    public static bool IntoConvolution(RuntimeGraph graph, SimulationOptions options) => Apply(graph, "Conv", AfterConvolution);

    /// <summary>The activation fused into a node: as a pass noted it, or as the file says.</summary>
    public static string? Of(RuntimeNode node) =>
        node.Activation ?? (node.Proto.Attribute("activation") is { HasS: true } attribute ? attribute.S.ToStringUtf8() : null);

    private static bool Apply(RuntimeGraph graph, string operatorType, HashSet<string> activations)
    {
        var changed = false;
        foreach (var node in ExecutionOrder.Of(graph))
        {
            if (node.Is(operatorType) && node.Inputs[0].IsFloat() && node.Next() is { Domain.Length: 0 } next && activations.Contains(next.Operator)
                && (next.Operator != "Clip" || HasConstantBounds(graph, next)))
            {
                Fuse(graph, node, next);
                changed = true;
            }
        }

        return changed;
    }

    private static void Fuse(RuntimeGraph graph, RuntimeNode node, RuntimeNode next)
    {
        List<RuntimeValue?> inputs = [.. node.Inputs];
        var output = next.Out();
        graph.Remove(node);
        graph.Remove(next);
        graph.Add("Fused" + node.Operator, Microsoft, node.Proto, inputs, [output]).Activation = next.Operator;
    }

    private static bool HasConstantBounds(RuntimeGraph graph, RuntimeNode clip) =>
        graph.Opset("") < 11 || clip.Inputs.Skip(1).All(bound => bound is null || bound.IsConstant());
}
