using QuantBuild.Memory.Shapes;

namespace QuantBuild.Memory.Simulation;

/// <summary>Infers what is known of a node's outputs, as the runtime does after it changed a graph.</summary>
internal static class NodeInference
{
    /// <summary>Version of the operator set that the model imports; 1 where it names none.</summary>
    public static int Opset(this RuntimeGraph graph, string domain) => graph.Opsets.GetValueOrDefault(domain, 1);

    /// <summary>Facts of the outputs from those of the inputs; what was known of them before is kept where nothing new says otherwise.</summary>
    public static void Refresh(RuntimeGraph graph, RuntimeNode node)
    {
        var call = new NodeCall(node.Operator, node.Domain, graph.Opset(node.Domain), node.Proto,
            [.. node.Inputs.Select(input => input?.Facts)], node.Outputs.Count);
        var inferred = ShapeRules.Infer(call);
        for (var i = 0; i < inferred.Count; i++)
        {
            if (node.Outputs[i] is { } output && inferred[i] is { } facts)
            {
                output.Facts = facts with
                {
                    Type = facts.Type == default ? output.Facts.Type : facts.Type,
                    Known = FactMerge.Stated(facts.Known ?? RankOf(graph, node), output.Facts.Known),
                    Concrete = facts.Concrete ?? output.Facts.Concrete,
                };
            }
        }
    }

    /// <summary>From operator set 14 on, how many extents a Reshape gives is known even where they are computed.</summary>
    private static KnownShape? RankOf(RuntimeGraph graph, RuntimeNode node) =>
        graph.Opset("") >= 14 && node.Is("Reshape") && node.Inputs[1]?.Facts.Known is { Rank: 1 } target && target.Dimensions[0].Extent is >= 0 and < 64 and var rank
            ? KnownShape.OfRank((int)rank)
            : null;

    /// <summary>More is known of its result here than its rule says.</summary>
    public static bool SaysMore(RuntimeGraph graph, RuntimeNode node) => node.Outputs is [{ Facts.Known: null }] && RankOf(graph, node) is not null;

    /// <summary>Infers all nodes again, in the order of execution.</summary>
    public static void RefreshAll(RuntimeGraph graph)
    {
        foreach (var node in ExecutionOrder.Of(graph).Where(node => !node.HasBodies))
        {
            Refresh(graph, node);
        }
    }
}
