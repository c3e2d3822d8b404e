using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx.Graphs;

/// <summary>The graphs inside a node, and what they take from around it.</summary>
internal static class Subgraphs
{
    // Asked of every node of every graph, and most have no attribute: no iterators for those.
    public static IEnumerable<GraphProto> Of(NodeProto node) =>
        node.Attribute.Count == 0 ? [] : node.Attribute.SelectMany(attribute => attribute.G is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.G));

    /// <summary>The body an attribute holds, or null.</summary>
    public static GraphProto? Named(NodeProto node, string attribute) => node.Attribute.FirstOrDefault(entry => entry.Name == attribute)?.G;

    /// <summary>Names that bodies of the node refer to and do not define themselves.</summary>
    public static IEnumerable<string> Captured(NodeProto node) =>
        node.Attribute.Count == 0 ? [] : Of(node).SelectMany(Free).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Free(GraphProto graph)
    {
        var defined = new HashSet<string>(StringComparer.Ordinal);
        defined.UnionWith(graph.Input.Select(value => value.Name));
        defined.UnionWith(graph.Initializer.Select(tensor => tensor.Name));
        defined.UnionWith(graph.SparseInitializer.Select(tensor => tensor.Values?.Name ?? string.Empty));
        defined.UnionWith(graph.Node.SelectMany(node => node.Output));
        return graph.Node.SelectMany(node => node.Input.Concat(Captured(node)))
            .Concat(graph.Output.Select(value => value.Name))
            .Where(name => name.Length > 0 && !defined.Contains(name));
    }
}
