using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Memory;
using QuantBuild.Memory.Simulation;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

/// <summary>Intermediate figures of real models on ONNX Runtime 1.31.1, the counters of its own profile among them.</summary>
public sealed class Stages_of_a_session
{
    [RealModelTheory]
    [InlineData("factorio_mnist", "input:1x25", 6, 512, 512, "1", "1", 4096, 4096)]
    [InlineData("fns_candy", "inputImage:1x3x720x720", 85, 134309888, 95820800, "1 8 8 64 64 128", "1 8 8 64 64 128 256", 220270592, 316092416)]
    [InlineData("fr_age", "input:1x3x64x64", 82, 1559040, 1146880, "1 2", "1 2", 1146880, 1769472)]
    [InlineData("fr_expression", "input:1x3x224x224", 252, 11198464, 11239424, "4 4 8", "4 4 8 16", 11341824, 22581248)]
    [InlineData("fr_gender", "input:1x3x64x64", 60, 1048576, 851968, "1", "1 2", 851968, 856064)]
    [InlineData("magika_std_v33", "bytes:1x2048", 96, 5242880, 3121920, "1 4", "1 4", 3149824, 4169728)]
    [InlineData("mlsd_320x320_tiny", "input_image_with_alpha:0:1x320x320x4", 62, 23068672, 13926400, "2 2 4 8 16", "2 2 4 8 16", 20889600, 24985600)]
    [InlineData("mlsd_512x512_large", "input_image_with_alpha:0:1x512x512x4", 83, 155189248, 167772160, "4 4 8 16 32 64 128", "4 4 8 16 32 64 128 256", 150994944, 318767104)]
    [InlineData("mnist_ort", "Input3:1x1x28x28", 8, 75264, 75264, "1", "1", 77824, 77824)]
    [InlineData("squeezenet_fp16", "data_0:1x3x224x224", 42, 5242880, 4530688, "1 4", "1 4 8", 3936256, 8470528)]
    public void Equal_those_of_the_runtime(
        string model, string shapes, int nodes, long inUse, long pattern, string firstRegions, string laterRegions, long firstTouched, long laterTouched)
    {
        var session = Simulate(model, shapes, SessionSettings.Default);

        Assert.Equal(nodes, session.Graph.Nodes.Count);
        Assert.Equal(inUse, session.Compact.First.InUse.Max().Bytes);
        Assert.Equal(pattern, session.Compact.PatternBlock.Bytes);
        Assert.Equal(firstRegions, string.Join(' ', session.Compact.AfterFirst.Regions.Select(region => region.Megabytes)));
        Assert.Equal(laterRegions, string.Join(' ', session.Compact.AfterLater.Regions.Select(region => region.Megabytes)));
        Assert.Equal(firstTouched, session.Compact.AfterFirst.Touched.Bytes);
        Assert.Equal(laterTouched, session.Compact.AfterLater.Touched.Bytes);
    }

    // The heap's figures are rated, not counted: within 2 % of what was measured beside.
    [RealModelTheory]
    [InlineData("fr_expression", "", 57769984, 29753344)]
    [InlineData("magika_std_v33", "bytes:1x2048", 13692928, 3227648)]
    [InlineData("mlsd_512x512_large", "", 13754368, 7708672)]
    public void Have_the_heap_of_the_runtime(string model, string shapes, long peak, long end)
    {
        var load = Simulate(model, shapes, SessionSettings.Default with { FixedHeap = true }).Compact.Load;

        Assert.InRange(load.Peak.Bytes, peak * 0.98, peak * 1.02);
        Assert.InRange(load.After.Bytes, end * 0.98, end * 1.02);
    }

    [RealModelTheory]
    [InlineData("fr_expression")]
    [InlineData("fr_detect")]
    public void Come_to_more_as_float16_than_as_float32(string model)
    {
        var document = Read(model);
        var plan = QuantBuild.Schemes.QuantizationSchemes.Find("fp16")!.Plan(document, QuantBuild.Schemes.SchemeOptions.Default, null).Plan!;

        var original = OnnxRuntimeCpuProfile.Simulate(document, RuntimeOptions.Default, external: false)!;
        var half = OnnxRuntimeCpuProfile.Simulate((OnnxModel)plan.Result, RuntimeOptions.Default, external: false)!;

        Assert.True(half.Peak.Expected > original.Peak.Expected);
    }

    private static SimulatedSession Simulate(string model, string shapes, SessionSettings session) =>
        OnnxRuntimeCpuProfile.Simulate(Read(model), RuntimeOptions.Default with { Session = session, Shapes = InputShapes.Parse(shapes) ?? InputShapes.None }, external: false)!;

    private static OnnxModel Read(string model)
    {
        var path = RealModels.Onnx(model);
        return (OnnxModel)ModelReader.Read(path, new DiagnosticBag(path))!;
    }
}
