namespace QuantBuild.Memory.Simulation;

/// <summary>Where a blocked layout ends, the runtime numbers the nodes it adds by addresses: their order may change from load to load.</summary>
internal static class OtherOrder
{
    private const string LayoutEnd = "ReorderOutput";

    /// <summary>Renumbers these nodes the other way round.</summary>
    /// <param name="graph">After the runtime's rewriting.</param>
    /// <returns>The order of execution then; null where there is just one.</returns>
    public static IReadOnlyList<RuntimeNode>? Take(RuntimeGraph graph)
    {
        var ends = graph.Nodes.Where(node => node.Operator == LayoutEnd).Reverse().ToList();
        if (ends.Count < 2)
        {
            return null;
        }

        foreach (var end in ends)
        {
            var (inputs, outputs) = (end.Inputs.ToList(), end.Outputs.ToList());
            graph.Remove(end);
            graph.Add(end.Operator, end.Domain, end.Proto, inputs, outputs);
        }

        return ExecutionOrder.Of(graph);
    }
}
