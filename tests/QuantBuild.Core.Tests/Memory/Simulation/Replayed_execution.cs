using System.Runtime.Intrinsics.X86;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx;
using QuantBuild.Memory.Simulation;
using QuantBuild.Memory.Simulation.Rewrite;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

/// <summary>The graph as the runtime rewrites it, and the order it executes it in, against the runtime's own profile.</summary>
public sealed class Replayed_execution : IDisposable
{
    /// <summary>The runtime's own block on this machine.</summary>
    private static readonly int Block = Avx512F.IsSupported ? 16 : Avx2.IsSupported ? 8 : 0;

    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [RealModelTheory]
    [InlineData("factorio_mnist", 6)]
    [InlineData("factorio_mnist_quantized", 6)]
    [InlineData("dtln_1", 35)]
    [InlineData("fns_candy", 85)]
    [InlineData("fr_age", 82)]
    [InlineData("fr_expression", 252)]
    [InlineData("fr_eye", 33)]
    [InlineData("fr_gender", 60)]
    [InlineData("genai_tiny_gpt2_fp16", 106)]
    [InlineData("genai_tiny_gpt2_fp32", 37)]
    [InlineData("genai_tiny_lfm2_fp32", 10)]
    [InlineData("magika_std_v33", 96)]
    [InlineData("mlsd_320x320_tiny", 62)]
    [InlineData("mlsd_512x512_large", 83)]
    [InlineData("mnist_ort", 8)]
    [InlineData("occ_image_classifier32", 13)]
    [InlineData("occ_model1", 17)]
    [InlineData("ppocr2_cls", 235)]
    [InlineData("squeezenet_fp16", 42)]
    public void Nodes_run_in_the_order_of_the_runtime(string name, int count)
    {
        var replayed = Replay(name, OptimizationLevel.All);
        Assert.Equal(RuntimeProfile.Of(RealModels.Onnx(name), RealModelShapes.Of(name), OptimizationLevel.All, _directory.Path), replayed);
        if (Block == 16)
        {
            Assert.Equal(count, replayed.Count);
        }
    }

    private static List<string> Replay(string name, OptimizationLevel level)
    {
        var path = RealModels.Onnx(name);
        var model = OnnxReader.Read(path, new DiagnosticBag(path))!;
        var graph = RuntimeGraphBuilder.Build(model, RealModelShapes.Of(name))!;
        RuntimeRewriter.Apply(graph, new SimulationOptions { ChannelBlock = Block, Session = SessionSettings.Default with { Level = level } });
        return [.. ExecutionOrder.Of(graph).Select(node => $"{node.Operator} {string.Join(';', node.Outputs.OfType<RuntimeValue>().Select(Shape))}")];
    }

    /// <summary>The runtime shows blocked values with their channels rounded up.</summary>
    private static string Shape(RuntimeValue value)
    {
        var extents = value.Facts.Concrete!.Value.Dimensions;
        return string.Join('x', value.ChannelBlock == 0 ? extents : extents.SetItem(1, (extents[1] + value.ChannelBlock - 1) / value.ChannelBlock * value.ChannelBlock));
    }
}
