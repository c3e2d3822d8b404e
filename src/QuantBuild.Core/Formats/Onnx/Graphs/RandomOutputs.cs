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
        var drawing = new HashSet<(string, string)>();
        foreach (var function in model.Functions.Where(function => function.Node.Any(node => Draws(node, drawing))))
        {
            drawing.Add((function.Domain, function.Name));
        }

        var random = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in model.Graph.Node)
        {
            if (Draws(node, drawing) || (random.Count > 0 && (node.Input.Any(random.Contains) || Subgraphs.Captured(node).Any(random.Contains))))
            {
                random.UnionWith(node.Output);
            }
        }

        return random.Count == 0 ? [] : [.. model.Graph.Output.Select(output => output.Name).Where(random.Contains)];
    }

    private static bool Draws(NodeProto node, HashSet<(string, string)> functions) =>
        (Drawing.Contains(node.OpType) && (node.Domain is "" or "ai.onnx") && !node.Attribute.Any(attribute => attribute.Name == "seed")) ||
        (functions.Count > 0 && functions.Contains((node.Domain, node.OpType))) ||
        Subgraphs.Of(node).Any(body => body.Node.Any(inner => Draws(inner, functions)));
}
