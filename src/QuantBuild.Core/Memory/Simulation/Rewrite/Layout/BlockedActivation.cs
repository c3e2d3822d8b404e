namespace QuantBuild.Memory.Simulation.Rewrite.Layout;

/// <summary>Activations of values in blocks.</summary>
internal static class BlockedActivation
{
    /// <summary>Done by the convolution before, where nothing else takes its result; else a node on blocks.</summary>
    public static void Move(BlockedLayout layout, RuntimeNode node)
    {
        if (layout.Find(node.Inputs[0]) is { Uses: 1, Node: { Operator: "Conv", Domain: BlockedLayout.Domain } convolution } input
            && ActivationFusion.Of(convolution) is null)
        {
            convolution.Activation = node.Operator;
            layout.Absorb(node, input);
        }
        else
        {
            Follow(layout, node);
        }
    }

    /// <summary>x * HardSigmoid(x) behind a convolution is an activation of it.</summary>
    public static void HardSwish(BlockedLayout layout, RuntimeNode gate)
    {
        if (layout.Find(gate.Inputs[0]) is { Uses: 2, Node: { Operator: "Conv", Domain: BlockedLayout.Domain } convolution } input
            && ActivationFusion.Of(convolution) is null
            && gate.Next() is { } product && product.Is("Mul") && product.Inputs.Contains(gate.Inputs[0]) && !product.MakesGraphOutput())
        {
            convolution.Activation = "HardSwish";
            layout.Graph.Remove(gate);
            layout.Absorb(product, input);
        }
        else
        {
            Move(layout, gate);
        }
    }

    public static void Follow(BlockedLayout layout, RuntimeNode node)
    {
        if (layout.Find(node.Inputs[0]) is { } input)
        {
            node.Take(0, input.Value);
            layout.Register(node, input.Channels, input.Trace);
        }
    }
}
