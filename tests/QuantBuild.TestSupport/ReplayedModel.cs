using System.Runtime.Intrinsics.X86;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx;
using QuantBuild.Memory.Simulation;
using QuantBuild.Memory.Simulation.Rewrite;
using QuantBuild.Models;

namespace QuantBuild.TestSupport;

/// <summary>A model as the simulation rewrites and orders it, in the words of the runtime's profile.</summary>
internal static class ReplayedModel
{
    /// <summary>Channels in a block as the runtime takes them on this machine.</summary>
    public static readonly int Block = Avx512F.IsSupported ? 16 : Avx2.IsSupported ? 8 : 0;

    public static RuntimeGraph Rewritten(string path, InputShapes shapes, OptimizationLevel level)
    {
        var graph = RuntimeGraphBuilder.Build(OnnxReader.Read(path, new DiagnosticBag(path))!, shapes)!;
        RuntimeRewriter.Apply(graph, new SimulationOptions { ChannelBlock = Block, Session = SessionSettings.Default with { Level = level } });
        return graph;
    }

    /// <summary>Operator and output shapes of every node: <c>Conv 1x16x28x28</c>.</summary>
    public static IReadOnlyList<string> Of(string path, InputShapes shapes, OptimizationLevel level) =>
        [.. ExecutionOrder.Of(Rewritten(path, shapes, level)).Select(node => $"{node.Operator} {string.Join(';', node.Outputs.OfType<RuntimeValue>().Select(Shape))}")];

    /// <summary>The runtime shows blocked values with their channels rounded up.</summary>
    private static string Shape(RuntimeValue value)
    {
        if (value.Facts.Concrete is not { Dimensions: var extents })
        {
            return "?";
        }

        return string.Join('x', value.ChannelBlock == 0 ? extents : extents.SetItem(1, (extents[1] + value.ChannelBlock - 1) / value.ChannelBlock * value.ChannelBlock));
    }
}
