namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>x * Sigmoid(a * x) is QuickGelu.</summary>
internal static class QuickGeluFusion
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var sigmoid in ExecutionOrder.Of(graph))
        {
            if (sigmoid.Is("Sigmoid") && sigmoid.Inputs[0].IsFloat() && sigmoid.Next() is { } product && product.Is("Mul"))
            {
                changed |= Fuse(graph, sigmoid, product);
            }
        }

        return changed;
    }

    private static bool Fuse(RuntimeGraph graph, RuntimeNode sigmoid, RuntimeNode product)
    {
        var other = product.Inputs[0] == sigmoid.Out() ? product.Inputs[1]! : product.Inputs[0]!;
        var scale = sigmoid.Inputs[0]!.Producer is { } producer && producer.Is("Mul") && producer.Next() == sigmoid && Scaled(producer) == other ? producer : null;
        if (scale is null && sigmoid.Inputs[0] != other)
        {
            return false;
        }

        var output = product.Out();
        foreach (var node in new[] { scale, sigmoid, product }.OfType<RuntimeNode>())
        {
            graph.Remove(node);
        }

        graph.Add("QuickGelu", ActivationFusion.Microsoft, new(), [other], [output]);
        return true;
    }

    private static RuntimeValue? Scaled(RuntimeNode scale) =>
        scale.Inputs[0].Scalar() is not null ? scale.Inputs[1] : scale.Inputs[1].Scalar() is not null ? scale.Inputs[0] : null;
}
