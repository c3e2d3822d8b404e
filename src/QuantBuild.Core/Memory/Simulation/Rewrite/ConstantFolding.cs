using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>Nodes whose inputs are all constant are computed while loading, as are extents that are known.</summary>
internal static class ConstantFolding
{
    private static readonly HashSet<string> Excluded = new(
        ["DequantizeLinear", "QuantizeLinear", "RandomUniform", "RandomNormal", "RandomUniformLike", "RandomNormalLike", "Multinomial", "Bernoulli"],
        StringComparer.Ordinal);

    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var node in ExecutionOrder.Of(graph))
        {
            // A chain that only fed a folded node is gone already.
            if (!graph.Nodes.Contains(node) || node.HasBodies)
            {
                continue;
            }

            if (changed)
            {
                NodeInference.Refresh(graph, node);
            }

            if (node.Is("Shape") ? IsKnown(node) : IsComputable(node))
            {
                Fold(graph, node);
                changed = true;
            }
        }

        return changed;
    }

    private static bool IsComputable(RuntimeNode node) =>
        !Excluded.Contains(node.Operator) && node.Domain.Length == 0
        && node.Inputs.All(input => input is null || input.IsConstant())
        && node.Outputs.All(output => output is null || output.Facts.Concrete is not null);

    private static bool IsKnown(RuntimeNode node)
    {
        if (node.Inputs[0]!.Facts.Known is not { } shape)
        {
            return false;
        }

        var begin = Clamp(node.Proto.Integer("start") ?? 0, shape.Rank);
        var end = Clamp(node.Proto.Integer("end") ?? shape.Rank, shape.Rank);
        return shape.Dimensions.Skip(begin).Take(end - begin).All(extent => extent.Extent is not null);
    }

    private static int Clamp(long axis, int rank) => (int)Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);

    private static void Fold(RuntimeGraph graph, RuntimeNode node)
    {
        var largest = node.Inputs.Where(input => input.IsConstant()).MaxBy(input => input!.Facts.Size);
        foreach (var output in node.Outputs.OfType<RuntimeValue>())
        {
            output.Facts = output.Facts with { IsConstant = true };
            graph.AddConstant(output);
            if (largest is not null)
            {
                graph.WeightChanges.Add(new WeightChange(WeightChangeKind.Computed, largest, output));
            }
        }

        var producers = node.Inputs.Select(input => input?.Producer).OfType<RuntimeNode>().Distinct().ToList();
        graph.Remove(node);
        producers.ForEach(producer => RemoveUnused(graph, producer));
    }

    /// <summary>The node and what only fed it, unless something else takes a result of theirs.</summary>
    public static void RemoveUnused(RuntimeGraph graph, RuntimeNode node)
    {
        var pending = new Stack<RuntimeNode>([node]);
        while (pending.TryPop(out var next))
        {
            if (next.MakesGraphOutput() || next.Outputs.Any(output => output is { Consumers.Count: > 0 }) || !graph.Nodes.Contains(next))
            {
                continue;
            }

            var producers = next.Takes().Select(value => value.Producer).OfType<RuntimeNode>().Distinct().ToList();
            graph.Remove(next);
            producers.ForEach(pending.Push);
        }
    }
}
