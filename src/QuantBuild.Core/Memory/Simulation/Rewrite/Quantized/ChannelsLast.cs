using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Memory.Simulation.Rewrite.Transposes;

namespace QuantBuild.Memory.Simulation.Rewrite.Quantized;

/// <summary>Convolutions of integers work on channels last; what stands between them follows, as far as Transposes go away by it.</summary>
internal static class ChannelsLast
{
    public const string Attribute = "channels_last";

    public static readonly long[] Order = [0, 3, 1, 2];

    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var convolution in ExecutionOrder.Of(graph).Where(node => node.Is("QLinearConv") && node.Inputs[0].Rank() == Order.Length))
        {
            convolution.Domain = ActivationFusion.Microsoft;
            convolution.Proto = convolution.Proto.Clone();
            convolution.Proto.Set(Attribute, 1);
            TransposeEdits.TransposeInput(graph, convolution, 0, Permutation.Inverse(Order));
            TransposeEdits.TransposeOutputs(graph, convolution, Order);
            changed = true;
        }

        if (changed)
        {
            RuntimeRewriter.UntilStable([TransposePass.Apply], graph, options);
        }

        return changed;
    }
}
