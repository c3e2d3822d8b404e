namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>A bias that only a Gelu takes is added by it.</summary>
internal static class BiasGeluFusion
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var gelu in ExecutionOrder.Of(graph))
        {
            if (gelu is { Operator: "Gelu", Domain: ActivationFusion.Microsoft } && gelu.Inputs[0]?.Producer is { } add && add.Is("Add") && add.Next() == gelu
                && Bias(add) is { } bias)
            {
                var input = add.Inputs[0] == bias ? add.Inputs[1] : add.Inputs[0];
                var output = gelu.Out();
                graph.Remove(gelu);
                graph.Remove(add);
                graph.Add("BiasGelu", ActivationFusion.Microsoft, new(), [input, bias], [output]);
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>The input with one axis, as long as the last of the other.</summary>
    private static RuntimeValue? Bias(RuntimeNode add)
    {
        var bias = add.Inputs.FirstOrDefault(input => input.Rank() == 1);
        var other = add.Inputs[0] == bias ? add.Inputs[1] : add.Inputs[0];
        return bias is not null && other.Rank() is > 1 and var rank && bias.Extent(0) is { } length && other.Extent(rank - 1) == length ? bias : null;
    }
}
