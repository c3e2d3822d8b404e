using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx.Graphs;

// https://github.com/onnx/onnx/blob/main/docs/Operators.md: without `seed`, the runtime makes one up for each of these nodes.

/// <summary>Outputs that numbers drawn without a seed go into: two sessions need not agree on them, not even two of one model.</summary>
internal static class RandomOutputs
{
    private static readonly HashSet<string> Drawing =
        new(["RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli"], StringComparer.Ordinal);

    public static IReadOnlyList<string> Of(ModelProto model)
    {
        var functions = Functions(model);
        if (!model.Graph.Node.Any(node => Draws(node, functions)))
        {
            return [];
        }

        var random = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in TopologicalOrder.Of(model.Graph) ?? model.Graph.Node)
        {
            if (Draws(node, functions) || (random.Count > 0 && Takes(node, random)))
            {
                random.UnionWith(node.Output.Where(name => name.Length > 0));
            }
        }

        return [.. model.Graph.Output.Select(output => output.Name).Where(random.Contains)];
    }

    /// <summary>Those that draw, or call one that does.</summary>
    private static HashSet<(string Domain, string Name, string Overload)> Functions(ModelProto model)
    {
        var drawing = new HashSet<(string, string, string)>();
        for (var known = -1; known < drawing.Count;)
        {
            known = drawing.Count;
            drawing.UnionWith(model.Functions.Where(function => function.Node.Any(node => Draws(node, drawing)))
                .Select(function => (function.Domain, function.Name, function.Overload)));
        }

        return drawing;
    }

    /// <summary>The extents of what was drawn are the same each time.</summary>
    private static bool Takes(NodeProto node, HashSet<string> random) => node is not { OpType: "Shape" or "Size", Domain: "" or "ai.onnx" } &&
        (node.Input.Any(random.Contains) || Subgraphs.Captured(node).Any(random.Contains));

    private static bool Draws(NodeProto node, HashSet<(string, string, string)> functions) =>
        (Drawing.Contains(node.OpType) && (node.Domain is "" or "ai.onnx") && !node.Attribute.Any(attribute => attribute.Name == "seed")) ||
        (functions.Count > 0 && functions.Contains((node.Domain, node.OpType, node.Overload))) ||
        Subgraphs.Of(node).Any(body => body.Node.Any(inner => Draws(inner, functions)));
}
