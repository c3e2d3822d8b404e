using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>A residual sum, with or without a bias, that only a LayerNormalization takes is added by it.</summary>
internal static class SkipLayerNormalizationFusion
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var normalisation in ExecutionOrder.Of(graph))
        {
            if (normalisation.Is("LayerNormalization") && Sum(normalisation.In(0)) is { } residual && IsResidual(residual))
            {
                Fuse(graph, normalisation, residual);
                changed = true;
            }
        }

        return changed;
    }

    private static void Fuse(RuntimeGraph graph, RuntimeNode normalisation, RuntimeNode residual)
    {
        var biased = residual.Inputs.Index().Select(input => (input.Index, Sum: Sum(input.Item)))
            .FirstOrDefault(input => input.Sum is { } sum && IsBiased(sum));
        RuntimeValue?[] terms = [.. residual.Inputs];
        if (biased.Sum is { } inner)
        {
            terms = [inner.Inputs[0], residual.Inputs[1 - biased.Index]];
        }

        RuntimeValue?[] inputs = [.. terms, normalisation.In(1), normalisation.In(2), biased.Sum?.Inputs[1]];
        var output = normalisation.Out();
        foreach (var node in new[] { biased.Sum, residual, normalisation }.OfType<RuntimeNode>())
        {
            graph.Remove(node);
        }

        graph.Add("SkipLayerNormalization", ActivationFusion.Microsoft, normalisation.Proto, biased.Sum is null ? inputs[..4] : inputs, [output]);
    }

    private static RuntimeNode? Sum(RuntimeValue? value) =>
        value?.Producer is { } add && add.Is("Add") && add.Out().OnlyConsumer() is not null ? add : null;

    private static bool IsResidual(RuntimeNode add) =>
        add.Inputs[0]?.Facts is { Type: ElementType.Float32, Known: { Rank: 3, IsComplete: true } left }
        && add.Inputs[1]?.Facts.Known is { } right && left.SameAs(right);

    private static bool IsBiased(RuntimeNode add) =>
        add.Inputs[1].IsConstant() && add.Inputs[1].Rank() == 1 && add.Inputs[0].Rank() == 3 && add.Inputs[1].Extent(0) == add.Inputs[0].Extent(2);
}
