using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx.Graphs;

/// <summary>Every name a model uses, in all its graphs, so that a new one collides with none and shadows none.</summary>
internal sealed class GraphNames
{
    private readonly HashSet<string> _taken;
    private readonly Dictionary<string, int> _suffixes = new(StringComparer.Ordinal);

    public GraphNames(GraphProto graph)
    {
        _taken = new(graph.Initializer.Count + (2 * graph.Node.Count), StringComparer.Ordinal);
        Collect(graph);
    }

    /// <summary>The wished name, or the first of <c>name_1</c>, <c>name_2</c>, … that is free.</summary>
    public string Allocate(string wish)
    {
        if (_taken.Add(wish))
        {
            return wish;
        }

        // Bodies of many nodes tend to use the same names: the search goes on where the last one ended.
        var suffix = _suffixes.GetValueOrDefault(wish) + 1;
        while (!_taken.Add($"{wish}_{suffix}"))
        {
            suffix++;
        }

        _suffixes[wish] = suffix;
        return $"{wish}_{suffix}";
    }

    private void Collect(GraphProto graph)
    {
        _taken.UnionWith(graph.Input.Select(value => value.Name));
        _taken.UnionWith(graph.Output.Select(value => value.Name));
        _taken.UnionWith(graph.ValueInfo.Select(value => value.Name));
        _taken.UnionWith(graph.Initializer.Select(tensor => tensor.Name));
        _taken.UnionWith(graph.SparseInitializer.Select(tensor => tensor.Values?.Name ?? string.Empty));
        foreach (var node in graph.Node)
        {
            _taken.Add(node.Name);
            _taken.UnionWith(node.Input);
            _taken.UnionWith(node.Output);
            foreach (var body in Subgraphs.Of(node))
            {
                Collect(body);
            }
        }
    }
}
