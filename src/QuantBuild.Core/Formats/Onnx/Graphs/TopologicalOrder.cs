using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx.Graphs;

/// <summary>Nodes after everything they use; nodes that are free to come next come in the file's order.</summary>
internal static class TopologicalOrder
{
    /// <summary>The nodes in order, or null where they depend on each other in a circle.</summary>
    public static IReadOnlyList<NodeProto>? Of(GraphProto graph)
    {
        var producers = Producers(graph);
        return IsThatOfTheFile(graph, producers) ? graph.Node : Sorted(graph, producers);
    }

    /// <summary>Indices of nodes by what they give.</summary>
    private static Dictionary<string, int> Producers(GraphProto graph)
    {
        var producers = new Dictionary<string, int>(graph.Node.Count, StringComparer.Ordinal);
        for (var i = 0; i < graph.Node.Count; i++)
        {
            foreach (var output in graph.Node[i].Output)
            {
                producers[output] = i;
            }
        }

        producers.Remove(string.Empty);
        return producers;
    }

    /// <summary>The format asks for it, and nearly every file complies.</summary>
    private static bool IsThatOfTheFile(GraphProto graph, Dictionary<string, int> producers)
    {
        for (var i = 0; i < graph.Node.Count; i++)
        {
            foreach (var name in graph.Node[i].Input)
            {
                if (producers.GetValueOrDefault(name, -1) >= i)
                {
                    return false;
                }
            }

            foreach (var name in Subgraphs.Captured(graph.Node[i]))
            {
                if (producers.GetValueOrDefault(name, -1) >= i)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static List<NodeProto>? Sorted(GraphProto graph, Dictionary<string, int> producers)
    {
        var waiting = new int[graph.Node.Count];
        var dependents = new List<int>?[graph.Node.Count];
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < graph.Node.Count; i++)
        {
            foreach (var name in graph.Node[i].Input)
            {
                Wait(i, name);
            }

            foreach (var name in Subgraphs.Captured(graph.Node[i]))
            {
                Wait(i, name);
            }

            if (waiting[i] == 0)
            {
                ready.Enqueue(i, i);
            }
        }

        var order = new List<NodeProto>(graph.Node.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            order.Add(graph.Node[next]);
            if (dependents[next] is not { } released)
            {
                continue;
            }

            foreach (var dependent in released)
            {
                if (--waiting[dependent] == 0)
                {
                    ready.Enqueue(dependent, dependent);
                }
            }
        }

        return order.Count == graph.Node.Count ? order : null;

        void Wait(int node, string name)
        {
            if (producers.TryGetValue(name, out var producer))
            {
                (dependents[producer] ??= new(1)).Add(node);
                waiting[node]++;
            }
        }
    }
}
