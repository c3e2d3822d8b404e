using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Memory.Simulation.Rewrite.Quantized;

/// <summary>Behind a node that only moves elements and takes them dequantized, they are quantized and dequantized again: the node can then work on the integers.</summary>
internal static class PropagatedPairs
{
    private static readonly HashSet<string> Movers = new(["MaxPool", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "Slice"], StringComparer.Ordinal);

    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var node in ExecutionOrder.Of(graph).Where(node => node.Domain.Length == 0 && Movers.Contains(node.Operator)))
        {
            changed |= Behind(graph, node) || Before(graph, node);
        }

        return changed;
    }

    private static bool Behind(RuntimeGraph graph, RuntimeNode node)
    {
        if (node.Inputs[0]?.Producer is not { } dequantize || !QuantizedUnit.Is(dequantize, QuantizedUnit.Dequantize) || !HasOneScale(dequantize)
            || dequantize.Out().OnlyConsumer() != node || node.Out() is not { IsGraphOutput: false } output || output.Consumers.Count == 0
            || output.Consumers.Any(consumer => QuantizedUnit.Is(consumer, QuantizedUnit.Quantize)))
        {
            return false;
        }

        var result = output.Like("_dequantized");
        output.MoveConsumersTo(result);
        AddPair(graph, output, result, dequantize, dequantize.Inputs[0]!);
        return true;
    }

    private static bool Before(RuntimeGraph graph, RuntimeNode node)
    {
        if (node.Out() is not { IsGraphOutput: false } output || output.OnlyConsumer() is not { } quantize || !QuantizedUnit.Is(quantize, QuantizedUnit.Quantize)
            || !HasOneScale(quantize) || node.Inputs[0] is not { } input || input.IsConstant() || input.Producer is null || QuantizedUnit.Is(input.Producer, QuantizedUnit.Dequantize))
        {
            return false;
        }

        var taken = input.Like($"_{node.Index}_dequantized");
        node.Take(0, taken);
        AddPair(graph, input, taken, quantize, quantize.Out());
        return true;
    }

    private static void AddPair(RuntimeGraph graph, RuntimeValue from, RuntimeValue to, RuntimeNode scaled, RuntimeValue integers)
    {
        var quantized = from.Like("_quantized");
        quantized.Facts = quantized.Facts with { Type = integers.Facts.Type };
        graph.Add(QuantizedUnit.Quantize, scaled.Domain, new NodeProto(), [from, .. QuantizedUnit.Scale(scaled)], [quantized]);
        graph.Add(QuantizedUnit.Dequantize, scaled.Domain, new NodeProto(), [quantized, .. QuantizedUnit.Scale(scaled)], [to]);
    }

    private static bool HasOneScale(RuntimeNode node) => node.Inputs[1].Scalar() is not null && node.Inputs[1].Rank() == 0;
}
