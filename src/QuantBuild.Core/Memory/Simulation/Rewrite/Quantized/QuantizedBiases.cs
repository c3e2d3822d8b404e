using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.Quantized;

/// <summary>A bias that stayed a float beside a dequantized input and weight is quantized by the product of their scales.</summary>
internal static class QuantizedBiases
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var node in ExecutionOrder.Of(graph).Where(node => node.Is("Conv") || node.Is("Gemm")))
        {
            if (node.In(2) is { } bias && bias.IsConstant() && bias.IsFloat() && QuantizedUnit.Of(graph, node) is { Before: [{ } input, { } weight, null] } && IsQuantized(node))
            {
                Quantize(graph, node, bias, [input, weight]);
                changed = true;
            }
        }

        return changed;
    }

    private static bool IsQuantized(RuntimeNode node)
    {
        var next = node.Next();
        return next is not null && QuantizedUnit.Is(next.Is("Relu") || next.Is("Clip") ? next.Next() ?? next : next, QuantizedUnit.Quantize);
    }

    private static void Quantize(RuntimeGraph graph, RuntimeNode node, RuntimeValue bias, RuntimeNode[] scaled)
    {
        var integers = graph.Remake(bias, WeightChangeKind.Computed, bias.Facts with { Type = ElementType.Int32 });
        var scale = graph.AddConstant(new RuntimeValue(bias.Name + "_scale") { Facts = scaled[1].Inputs[1]!.Facts });
        var result = bias.Like("_dequantized");
        node.Take(2, result);
        graph.Add(QuantizedUnit.Dequantize, scaled[0].Domain, new NodeProto(), [integers, scale], [result]);
    }
}
