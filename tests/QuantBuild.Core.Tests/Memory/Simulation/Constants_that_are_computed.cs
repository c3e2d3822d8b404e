using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx;
using QuantBuild.Memory;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

public sealed class Constants_that_are_computed : IDisposable
{
    private const int Side = 512;

    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_kernels_result_is_there_beside_the_source_and_the_new_constant()
    {
        var path = new ModelBuilder().Initializer("w", [Side, Side], ModelBuilder.Random(Side * Side, 1)).Node("Neg", ["w"], "v")
            .Input("x", $"{Side},{Side}").Node("Mul", ["x", "v"]).Output("y", $"{Side},{Side}").Save(_directory.File("model.onnx"));
        var load = OnnxRuntimeCpuProfile.Simulate(OnnxReader.Read(path, new DiagnosticBag(path))!,
            RuntimeOptions.Default with { Session = SessionSettings.Default with { FixedHeap = true } }, external: false)!.Compact.Load;
        const long weight = Side * Side * sizeof(float);

        Assert.InRange(load.Peak.Bytes, 3 * weight, 3.1 * weight);
        Assert.InRange(load.After.Bytes, weight, 1.1 * weight);
    }
}
