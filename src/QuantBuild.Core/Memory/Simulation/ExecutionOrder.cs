namespace QuantBuild.Memory.Simulation;

/// <summary>The order in which the runtime executes nodes: depth first from the nodes whose results no node takes.</summary>
internal static class ExecutionOrder
{
    /// <summary>Producers before consumers; of the producers a node waits for, the one with the largest index runs first.</summary>
    public static IReadOnlyList<RuntimeNode> Of(RuntimeGraph graph)
    {
        var pending = new Stack<(RuntimeNode Node, bool Leave)>();
        foreach (var node in graph.Nodes.Values.Where(node => node.Outputs.All(output => output is null || output.Consumers.Count == 0)))
        {
            pending.Push((node, false));
        }

        var order = new List<RuntimeNode>(graph.Nodes.Count);
        var seen = new HashSet<RuntimeNode>(graph.Nodes.Count);
        var producers = new List<RuntimeNode>();
        while (pending.TryPop(out var next))
        {
            if (next.Leave)
            {
                order.Add(next.Node);
            }
            else if (seen.Add(next.Node))
            {
                pending.Push((next.Node, true));
                producers.Clear();
                producers.AddRange(next.Node.Takes().Select(value => value.Producer).OfType<RuntimeNode>());
                producers.Sort((left, right) => left.Index.CompareTo(right.Index));
                producers.ForEach(producer => pending.Push((producer, false)));
            }
        }

        return order;
    }
}
