using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>The mean taken off, divided by the root of the mean square, scaled and shifted, is LayerNormalization.</summary>
internal static class LayerNormalizationFusion
{
    /// <summary>LayerNormalization is an operator of the standard from here on, and fused before the passes that know the processor.</summary>
    private const int Standard = 17;

    public static bool Early(RuntimeGraph graph, SimulationOptions options) => graph.Opset("") >= Standard && Apply(graph, halves: true);

    public static bool Late(RuntimeGraph graph, SimulationOptions options) => Apply(graph, halves: false);

    private static bool Apply(RuntimeGraph graph, bool halves)
    {
        var changed = false;
        foreach (var mean in ExecutionOrder.Of(graph))
        {
            if (graph.Nodes.Contains(mean) && mean.Is("ReduceMean") && (halves || !mean.Inputs[0].IsHalf()) && Match(graph, mean) is { } chain)
            {
                var (scale, shift) = (chain[^2], chain[^1]);
                var input = mean.Inputs[0];
                var weight = Other(scale, chain[^3].Out());
                var bias = Other(shift, scale.Out());
                var output = shift.Out();
                chain.ForEach(graph.Remove);
                graph.Add("LayerNormalization", string.Empty, new(), [input, weight, bias], [output]);
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>The nodes of the pattern that starts at a mean; the last three divide, scale and shift.</summary>
    private static List<RuntimeNode>? Match(RuntimeGraph graph, RuntimeNode mean)
    {
        if (mean.Next() is not { } centre || !centre.Is("Sub") || centre.Inputs[0] != mean.Inputs[0] || centre.MakesGraphOutput()
            || !IsOverLastAxes(graph, mean))
        {
            return null;
        }

        var takers = centre.Out().Consumers;
        var division = takers.FirstOrDefault(taker => taker.Is("Div") && taker.Inputs[0] == centre.Out());
        var square = takers.FirstOrDefault(taker => taker.Is("Pow") && taker.In(1).Scalar() == 2);
        if (division is null || square is null || takers.Any(taker => taker != division && taker != square)
            || square.Next() is not { } variance || !variance.Is("ReduceMean") || !IsOverLastAxes(graph, variance)
            || variance.Next() is not { } guard || !guard.Is("Add") || Other(guard, variance.Out()).Scalar() is null
            || guard.Next() is not { } root || !root.Is("Sqrt") || root.Next() != division || division.Inputs[1] != root.Out())
        {
            return null;
        }

        return division.Next() is { } scale && scale.Is("Mul") && IsParameter(Other(scale, division.Out()))
            && scale.Next() is { } shift && shift.Is("Add") && IsParameter(Other(shift, scale.Out()))
                ? [mean, centre, square, variance, guard, root, division, scale, shift]
                : null;
    }

    private static bool IsParameter(RuntimeValue? value) => value is { Storage: not WeightStorage.None };

    /// <summary>The last axis, or several up to the last as numbers from the front: the runtime does not count those from the back.</summary>
    private static bool IsOverLastAxes(RuntimeGraph graph, RuntimeNode mean)
    {
        IReadOnlyList<long>? axes = graph.Opset("") < 18 ? mean.Proto.Attribute("axes")?.Ints : mean.In(1).Integers();
        return mean.Proto.Integer("keepdims") != 0 && axes is { Count: > 0 }
            && (axes is [-1] || mean.Inputs[0].Rank() is { } rank && axes.Index().All(axis => axis.Item == rank - axes.Count + axis.Index));
    }

    private static RuntimeValue? Other(RuntimeNode node, RuntimeValue value) => node.Inputs[0] == value ? node.Inputs[1] : node.Inputs[0];
}
