namespace QuantBuild.Memory.Simulation.Rewrite.Layout;

/// <summary>Convolutions move to kernels that keep channels in blocks of a vector's length, and what stands between them follows.</summary>
internal static class LayoutPass
{
    private static readonly Dictionary<string, Action<BlockedLayout, RuntimeNode>> Moves = new(StringComparer.Ordinal)
    {
        ["Conv"] = BlockedConvolution.Move,
        ["MaxPool"] = BlockedPooling.Move,
        ["AveragePool"] = BlockedPooling.Move,
        ["GlobalMaxPool"] = BlockedPooling.Follow,
        ["GlobalAveragePool"] = BlockedPooling.Follow,
        ["Add"] = BlockedElementwise.Sum,
        ["Sum"] = BlockedElementwise.Sum,
        ["Mul"] = BlockedElementwise.Product,
        ["Concat"] = BlockedElementwise.Concat,
        ["Relu"] = BlockedActivation.Move,
        ["Sigmoid"] = BlockedActivation.Move,
        ["Tanh"] = BlockedActivation.Move,
        ["HardSigmoid"] = BlockedActivation.HardSwish,
        ["BatchNormalization"] = BlockedConvolution.Normalisation,
        ["Transpose"] = BlockedResampling.ToChannelsLast,
        ["Resize"] = BlockedResampling.Upsample,
        ["Upsample"] = BlockedResampling.Upsample,
    };

    /// <summary>These enter the layout; the others follow where nothing they take is still made outside it.</summary>
    private static readonly HashSet<string> Starts = new(["Conv", "MaxPool", "AveragePool"], StringComparer.Ordinal);

    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        if (options.ChannelBlock == 0)
        {
            return false;
        }

        var before = graph.NextIndex;
        var layout = new BlockedLayout(graph, options.ChannelBlock);
        foreach (var node in ExecutionOrder.Of(graph))
        {
            if (node.Domain.Length == 0 && Moves.TryGetValue(node.Operator, out var move))
            {
                if (Starts.Contains(node.Operator) || layout.MakesAll(node.Inputs))
                {
                    move(layout, node);
                }
            }
            else if (node.Domain == ActivationFusion.Microsoft)
            {
                MoveContributed(layout, node);
            }
        }

        layout.Finish();
        return graph.NextIndex > before;
    }

    private static void MoveContributed(BlockedLayout layout, RuntimeNode node)
    {
        if (node.Operator == "FusedConv")
        {
            BlockedConvolution.Move(layout, node);
        }
        else if (node.Operator == "QuickGelu")
        {
            BlockedActivation.Follow(layout, node);
        }
    }
}
