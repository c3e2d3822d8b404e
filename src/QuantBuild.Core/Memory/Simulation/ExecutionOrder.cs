namespace QuantBuild.Memory.Simulation;

/// <summary>The order in which the runtime executes nodes: depth first from the nodes whose results no node takes.</summary>
internal static class ExecutionOrder
{
    /// <summary>Producers before consumers; of the producers a node waits for, the one with the largest index runs first.</summary>
    public static IReadOnlyList<RuntimeNode> Of(RuntimeGraph graph)
    {
        if (graph.TakeSettledOrder() is { } settled)
        {
            return settled;
        }

        var pending = new Stack<RuntimeNode>();
        foreach (var node in graph.Nodes)
        {
            if (IsLast(node))
            {
                pending.Push(node);
            }
        }

        // Nearly every pass asks for the order: no iterators, and marks by index.
        var order = new List<RuntimeNode>(graph.Nodes.Count);
        var marks = new Mark[graph.NextIndex];
        var producers = new List<RuntimeNode>();
        while (pending.TryPeek(out var next))
        {
            if (marks[next.Index] == Mark.None)
            {
                marks[next.Index] = Mark.Waits;
                producers.Clear();
                AddProducers(next, producers);
                producers.Sort(ByIndex);
                foreach (var producer in producers)
                {
                    pending.Push(producer);
                }
            }
            else
            {
                pending.Pop();
                if (marks[next.Index] == Mark.Waits)
                {
                    marks[next.Index] = Mark.Placed;
                    order.Add(next);
                }
            }
        }

        graph.LatestOrder = order;
        return order;
    }

    private static bool IsLast(RuntimeNode node)
    {
        foreach (var output in node.Outputs)
        {
            if (output is { Consumers.Count: > 0 })
            {
                return false;
            }
        }

        return true;
    }

    private static void AddProducers(RuntimeNode node, List<RuntimeNode> producers)
    {
        foreach (var input in node.Inputs)
        {
            AddProducer(input, producers);
        }

        foreach (var captured in node.Captured)
        {
            AddProducer(captured, producers);
        }
    }

    private static void AddProducer(RuntimeValue? value, List<RuntimeNode> producers)
    {
        if (value?.Producer is { } producer)
        {
            producers.Add(producer);
        }
    }

    private static int ByIndex(RuntimeNode left, RuntimeNode right) => left.Index.CompareTo(right.Index);

    private enum Mark : byte
    {
        None,
        Waits,
        Placed,
    }
}
