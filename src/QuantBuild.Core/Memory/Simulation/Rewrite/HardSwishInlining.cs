using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>HardSwish has no kernel on this provider: it is the function x * HardSigmoid(x) of the ONNX specification.</summary>
internal static class HardSwishInlining
{
    public static void Apply(RuntimeGraph graph)
    {
        foreach (var node in ExecutionOrder.Of(graph).Where(node => node.Is("HardSwish")))
        {
            var (input, output) = (node.Inputs[0]!, node.Out());
            graph.Remove(node);
            var gate = output.Like("_gate");
            graph.Add("HardSigmoid", string.Empty, new NodeProto(), [input], [gate]);
            graph.Add("Mul", string.Empty, new NodeProto(), [input, gate], [output]);
        }
    }
}
