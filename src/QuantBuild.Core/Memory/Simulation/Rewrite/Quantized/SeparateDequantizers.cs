namespace QuantBuild.Memory.Simulation.Rewrite.Quantized;

/// <summary>Every node that takes a dequantized value gets a DequantizeLinear of its own.</summary>
internal static class SeparateDequantizers
{
    public static void Apply(RuntimeGraph graph)
    {
        foreach (var dequantize in ExecutionOrder.Of(graph).Where(node => QuantizedUnit.Is(node, QuantizedUnit.Dequantize)))
        {
            var output = dequantize.Out();
            foreach (var consumer in output.Consumers.Distinct().Skip(output.IsGraphOutput ? 0 : 1).Where(consumer => consumer.Inputs.Contains(output)).ToList())
            {
                var copy = output.Like($"_for_{consumer.Index}");
                for (var place = 0; place < consumer.Inputs.Count; place++)
                {
                    if (consumer.Inputs[place] == output)
                    {
                        consumer.Take(place, copy);
                    }
                }

                graph.Add(dequantize.Operator, dequantize.Domain, dequantize.Proto, [.. dequantize.Inputs], [copy]);
            }
        }
    }
}
