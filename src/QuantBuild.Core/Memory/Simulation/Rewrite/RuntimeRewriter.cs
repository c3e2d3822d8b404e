using QuantBuild.Execution;
using QuantBuild.Memory.Simulation.Rewrite.HalfPrecision;
using QuantBuild.Memory.Simulation.Rewrite.Layout;
using QuantBuild.Memory.Simulation.Rewrite.Quantized;
using QuantBuild.Memory.Simulation.Rewrite.Transposes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>Rewrites a graph as the runtime does while it creates a session: every pass of a level, again and again until none changes anything.</summary>
internal static class RuntimeRewriter
{
    /// <summary>The runtime gives up after so many rounds.</summary>
    private const int Rounds = 10;

    private static readonly RewritePass[] Basic =
    [
        NodeRules.Apply,
        ConstantMerging.Apply,
        CommonSubexpressions.Apply,
        ConstantFolding.Apply,
        MatMulAddFusion.Apply,
        ReshapeChains.Apply,
        GeluFusion.Early,
        LayerNormalizationFusion.Early,
        TransposePass.Apply,
        PropagatedPairs.Apply,
        QuantizedBiases.Apply,
    ];

    private static readonly RewritePass[] Extended =
    [
        QuantizedOperators.Apply,
        ActivationFusion.IntoGemm,
        DynamicQuantizedProducts.ToFloat,
        DynamicQuantizedProducts.Quantizing,
        ActivationFusion.IntoConvolution,
        GeluFusion.Late,
        LayerNormalizationFusion.Late,
        SimplifiedLayerNormalizationFusion.Apply,
        GatherSplitFusion.Apply,
        MatMulTransposeFusion.Apply,
        BiasGeluFusion.Apply,
        SkipLayerNormalizationFusion.Apply,
        QuickGeluFusion.Apply,
        MatMulScaleFusion.Apply,
    ];

    private static readonly RewritePass[] Processor =
    [
        LayoutPass.Apply,
        ChannelsLast.Apply,
        ConvolutionAddFusion.Apply,
    ];

    public static void Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var level = options.Session.Level;
        HardSwishInlining.Apply(graph);
        UntilStable(Basic, graph, options);
        SeparateDequantizers.Apply(graph);
        FunctionInlining.Apply(graph, options);
        ApplyForProcessor(graph, options);
        if (CastInsertion.Apply(graph, options) && level == OptimizationLevel.All)
        {
            LetGo(graph);
            WeightWidening.Apply(graph);
            LetGo(graph);
            ApplyForProcessor(graph, options);
        }

        foreach (var body in graph.Nodes.SelectMany(node => node.Bodies))
        {
            Apply(body, options);
        }
    }

    /// <summary>Nodes that are gone would stay with the order they were in.</summary>
    private static void LetGo(RuntimeGraph graph)
    {
        graph.LatestOrder = null;
        LeftBehind.Collect(graph.NextIndex);
    }

    private static void ApplyForProcessor(RuntimeGraph graph, SimulationOptions options)
    {
        if (options.Session.Level >= OptimizationLevel.Extended)
        {
            UntilStable(Extended, graph, options);
        }

        if (options.Session.Level == OptimizationLevel.All)
        {
            UntilStable(Processor, graph, options);
        }
    }

    /// <summary>All passes in turn, until none changes anything.</summary>
    public static void UntilStable(RewritePass[] passes, RuntimeGraph graph, SimulationOptions options)
    {
        graph.LatestOrder = null;
        for (var round = 0; round < Rounds; round++)
        {
            var changed = false;
            foreach (var pass in passes)
            {
                // Most passes find nothing to do: the order they went through is that of the next one too.
                var passed = pass(graph, options);
                graph.SettledOrder = graph.LatestOrder = passed ? null : graph.LatestOrder;
                changed |= passed;
            }

            graph.LatestOrder = graph.SettledOrder = null;
            if (!changed)
            {
                return;
            }
        }
    }
}
