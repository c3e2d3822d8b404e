namespace QuantBuild.Memory.Simulation.Rewrite.Transposes;

/// <summary>Transposes move behind the nodes that take them, as long as this is likely to leave fewer of them.</summary>
internal static class TransposePass
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var order = ExecutionOrder.Of(graph);
        if (!order.Any(node => node.Is("Transpose")))
        {
            return false;
        }

        var ahead = TransposesAhead.Of(order);
        var changed = false;
        foreach (var node in order.Where(node => graph.Nodes.Contains(node)))
        {
            for (var place = 0; place < node.Inputs.Count; place++)
            {
                if (Permutation.Of(node.Inputs[place]?.Producer) is { } permutation && Push(graph, node, place, permutation, ahead))
                {
                    changed = true;
                    break;
                }
            }
        }

        return changed;
    }

    private static bool Push(RuntimeGraph graph, RuntimeNode node, int place, long[] order, TransposesAhead ahead)
    {
        if (TransposeHandlers.Find(node) is not { } handler)
        {
            return false;
        }

        var pushed = new PushedTranspose(graph, node.Inputs[place]!.Producer!, node, order, Permutation.Inverse(order), handler.Inputs(node));
        return pushed.Inputs.Contains(place) && TransposeCost.IsWorthwhile(pushed, handler, ahead) && handler.Move(pushed);
    }
}
