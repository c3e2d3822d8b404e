namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>A Reshape with further ones, Squeeze or Unsqueeze right behind it becomes one Reshape, where the result's extents are known.</summary>
internal static class ReshapeChains
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var (changed, resolved) = (false, false);
        foreach (var node in ExecutionOrder.Of(graph))
        {
            if (node.Is("Reshape") && graph.Nodes.Contains(node))
            {
                resolved |= ReshapeTargets.Resolve(graph, node);
                changed |= Fuse(graph, node);
            }
        }

        if (resolved)
        {
            // How many axes there are is known from here on, as far as the values behind them reach.
            NodeInference.RefreshAll(graph);
        }

        return changed || resolved;
    }

    private static bool Fuse(RuntimeGraph graph, RuntimeNode first)
    {
        List<RuntimeNode> chain = [first];
        while (chain[^1].Next() is { } next && (next.Is("Reshape") || next.Is("Squeeze") || next.Is("Unsqueeze"))
            && next.Inputs[0] == chain[^1].Out() && next.Out().HasKnownShape())
        {
            chain.Add(next);
        }

        if (chain.Count < 2)
        {
            return false;
        }

        var (input, output) = (first.Inputs[0], chain[^1].Out());
        chain.ForEach(graph.Remove);
        var shape = graph.AddShape(output.Name + "_shape", [.. output.Facts.Known!.Value.Dimensions.Select(extent => extent.Extent!.Value)]);
        graph.Add("Reshape", string.Empty, new(), [input, shape], [output]);
        return true;
    }
}
