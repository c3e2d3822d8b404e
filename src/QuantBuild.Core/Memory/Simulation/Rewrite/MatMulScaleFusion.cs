namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>Multiplying or dividing a product, or what goes into it, by a number is done by the product's kernel.</summary>
internal static class MatMulScaleFusion
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var product in ExecutionOrder.Of(graph))
        {
            if (graph.Nodes.Contains(product) && IsFusable(product))
            {
                changed |= Fuse(graph, product);
            }
        }

        return changed;
    }

    /// <summary>A product of float32, of which the runtime knows how many axes the right operand has.</summary>
    public static bool IsFusable(RuntimeNode node) =>
        (node.Is("MatMul") || node is { Operator: "FusedMatMul", Domain: ActivationFusion.Microsoft })
        && node.Inputs[0].IsFloat() && node.Inputs[1].Rank() is not null;

    private static bool Fuse(RuntimeGraph graph, RuntimeNode product)
    {
        RuntimeValue?[] inputs = [.. product.Inputs.Select(input => Scaled(input?.Producer) ?? input)];
        var after = product.Next() is { } next && Scaled(next) == product.Out() ? next : null;
        if (after is null && inputs.SequenceEqual(product.Inputs))
        {
            return false;
        }

        var scales = product.Inputs.Where(input => Scaled(input?.Producer) is not null).Select(input => input!.Producer!).Distinct().ToList();
        var output = (after ?? product).Out();
        graph.Remove(product);
        if (after is not null)
        {
            graph.Remove(after);
        }

        foreach (var scale in scales.Where(scale => scale.Out() is { IsGraphOutput: false, Consumers.Count: 0 }))
        {
            graph.Remove(scale);
        }

        graph.Add("FusedMatMul", ActivationFusion.Microsoft, product.Proto, inputs, [output]);
        return true;
    }

    /// <summary>What the node multiplies or divides by a number; null where it does something else.</summary>
    private static RuntimeValue? Scaled(RuntimeNode? node) =>
        node is null ? null
        : node.Is("Mul") ? node.Inputs[1].Scalar() is not null ? node.Inputs[0] : node.Inputs[0].Scalar() is not null ? node.Inputs[1] : null
        : node.Is("Div") && node.Inputs[1].Scalar() is not null ? node.Inputs[0]
        : null;
}
