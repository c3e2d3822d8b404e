using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>A value divided by the root of its mean square, and scaled, is SimplifiedLayerNormalization.</summary>
internal static class SimplifiedLayerNormalizationFusion
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var square in ExecutionOrder.Of(graph))
        {
            if (graph.Nodes.Contains(square) && square.Is("Pow") && square.Inputs[0].IsFloat() && square.In(1).Scalar() == 2 && Match(graph, square) is { } chain)
            {
                var scale = chain[^1];
                var (input, weight, output) = (square.Inputs[0], Other(scale, chain[^2].Out()), scale.Out());
                chain.ForEach(graph.Remove);
                graph.Add("SimplifiedLayerNormalization", string.Empty, new(), [input, weight], [output]);
                changed = true;
            }
        }

        return changed;
    }

    private static List<RuntimeNode>? Match(RuntimeGraph graph, RuntimeNode square) =>
        square.Next() is { } mean && mean.Is("ReduceMean") && IsOverLastAxis(graph, mean)
        && mean.Next() is { } guard && guard.Is("Add") && IsNumber(Other(guard, mean.Out()))
        && guard.Next() is { } root && root.Is("Sqrt")
        && root.Next() is { } division && division.Is("Div") && division.Inputs[0] == square.Inputs[0] && division.Inputs[1] == root.Out()
        && division.Next() is { } scale && scale.Is("Mul") && Other(scale, division.Out()).Rank() == 1
            ? [square, mean, guard, root, division, scale]
            : null;

    private static bool IsOverLastAxis(RuntimeGraph graph, RuntimeNode mean)
    {
        IReadOnlyList<long>? axes = graph.Opset("") < 18 ? mean.Proto.Attribute("axes")?.Ints : mean.In(1).Integers();
        return mean.Proto.Integer("keepdims") != 0 && axes is [var axis] && (axis == -1 || axis == mean.Inputs[0].Rank() - 1);
    }

    /// <summary>A constant, or one that is widened in every run.</summary>
    private static bool IsNumber(RuntimeValue? value) => (value?.Producer is { } cast && cast.Is("Cast") ? cast.Inputs[0] : value).Scalar() is not null;

    private static RuntimeValue? Other(RuntimeNode node, RuntimeValue value) => node.Inputs[0] == value ? node.Inputs[1] : node.Inputs[0];
}
