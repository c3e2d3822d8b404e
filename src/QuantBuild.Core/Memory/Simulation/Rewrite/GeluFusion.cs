namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>x / √2 → Erf → + 1 → * x → * 0.5, in either of its two orders, is Gelu.</summary>
internal static class GeluFusion
{
    /// <summary>Gelu is an operator of the standard from here on, and fused before the passes that know the processor.</summary>
    private const int Standard = 20;

    public static bool Early(RuntimeGraph graph, SimulationOptions options) => graph.Opset("") >= Standard && Apply(graph, string.Empty);

    public static bool Late(RuntimeGraph graph, SimulationOptions options) => Apply(graph, ActivationFusion.Microsoft);

    private static bool Apply(RuntimeGraph graph, string domain)
    {
        var changed = false;
        foreach (var division in ExecutionOrder.Of(graph))
        {
            if (graph.Nodes.Contains(division) && IsScale(division) && (domain.Length == 0 || !Scaled(division).IsHalf()) && Match(division) is { } chain)
            {
                var (input, output) = (Scaled(division), chain[^1].Out());
                chain.ForEach(graph.Remove);
                graph.Add("Gelu", domain, new(), [input], [output]);
                changed = true;
            }
        }

        return changed;
    }

    private static bool IsScale(RuntimeNode node) =>
        node.Is("Div") && Near(node.In(1), Math.Sqrt(2))
        || node.Is("Mul") && (Near(node.In(1), 1 / Math.Sqrt(2)) || Near(node.In(0), 1 / Math.Sqrt(2)));

    private static RuntimeValue Scaled(RuntimeNode scale) => scale.Inputs[0].IsConstant() ? scale.Inputs[1]! : scale.Inputs[0]!;

    private static List<RuntimeNode>? Match(RuntimeNode scale)
    {
        var input = Scaled(scale);
        if (scale.Next() is not { } erf || !erf.Is("Erf") || erf.Next() is not { } plus || !plus.Is("Add") || !Near(Other(plus, erf.Out()), 1)
            || plus.Next() is not { } product || !product.Is("Mul"))
        {
            return null;
        }

        var factor = Other(product, plus.Out());
        if (factor == input && product.Next() is { } last && last.Is("Mul") && Near(Other(last, product.Out()), 0.5))
        {
            return [scale, erf, plus, product, last];
        }

        // The half may be multiplied first: x * 0.5 beside the chain.
        return factor?.Producer is { } half && half.Is("Mul") && half.Out().OnlyConsumer() == product && Near(Other(half, input), 0.5)
            && (half.Inputs[0] == input || half.Inputs[1] == input)
                ? [scale, erf, plus, half, product]
                : null;
    }

    private static RuntimeValue? Other(RuntimeNode node, RuntimeValue value) => node.Inputs[0] == value ? node.Inputs[1] : node.Inputs[0];

    private static bool Near(RuntimeValue? value, double number) => value.Scalar() is { } scalar && Math.Abs(scalar - number) < 1e-3;
}
