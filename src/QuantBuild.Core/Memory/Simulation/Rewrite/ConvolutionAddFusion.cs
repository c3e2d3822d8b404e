using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>A convolution that stayed in the plain layout adds what is added to its result, and applies the activation after it.</summary>
internal static class ConvolutionAddFusion
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var node in ExecutionOrder.Of(graph))
        {
            if (graph.Nodes.Contains(node) && node.Is("Add"))
            {
                changed |= Fuse(graph, node);
            }
        }

        return changed;
    }

    private static bool Fuse(RuntimeGraph graph, RuntimeNode add)
    {
        if (add.Inputs[0]?.Facts.Known is not { } left || add.Inputs[1]?.Facts.Known is not { } right || !left.SameAs(right)
            || add.Inputs.FirstOrDefault(input => IsConvolution(input, add)) is not { } result)
        {
            return false;
        }

        var convolution = result.Producer!;
        var other = add.Inputs[0] == result ? add.Inputs[1] : add.Inputs[0];
        var relu = add.Next() is { } next && next.Is("Relu") ? next : null;
        RuntimeValue?[] inputs = [convolution.Inputs[0], convolution.Inputs[1], convolution.In(2), other];
        var output = (relu ?? add).Out();
        foreach (var node in new[] { convolution, add, relu }.OfType<RuntimeNode>())
        {
            graph.Remove(node);
        }

        graph.Add("FusedConv", ActivationFusion.Microsoft, convolution.Proto, inputs, [output]).Activation = relu?.Operator;
        return true;
    }

    private static bool IsConvolution(RuntimeValue? value, RuntimeNode add) =>
        value?.Producer is { } node && node.Is("Conv") && value.IsFloat() && value.OnlyConsumer() == add
        && node.In(1).Rank() == 4 && node.Proto.Attribute("activation") is null;
}
