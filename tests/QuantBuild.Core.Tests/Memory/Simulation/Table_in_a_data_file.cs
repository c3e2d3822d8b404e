using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

public sealed class Table_in_a_data_file
{
    private const int Rows = 32768;
    private const int Columns = 256;

    private static readonly ByteSize Table = ByteSize.FromMegabytes(32);

    [Theory]
    [InlineData(1, 1 / 512.0)]
    [InlineData(128, 0.2213)]
    [InlineData(100_000, 1)]
    public void Becomes_resident_by_the_windows_that_its_indices_fall_into(int indices, double share)
    {
        Assert.Equal(Table.Megabytes * share, MappedReads(indices).Megabytes, 0.01);
    }

    private static ByteSize MappedReads(int indices)
    {
        using var folder = new TestDirectory();
        var path = folder.File("m.onnx");
        new ModelBuilder()
            .Input("ids", $"{indices}", ElementType.Int64)
            .Initializer("table", [Rows, Columns], ElementType.Float32, new byte[Rows * Columns * sizeof(float)])
            .Node("Gather", ["table", "ids"])
            .Output("y", $"{indices},{Columns}")
            .Save(path);
        var model = (OnnxModel)ModelReader.Read(path, new DiagnosticBag(path))!;
        return OnnxRuntimeCpuProfile.Simulate(model, RuntimeOptions.Default, external: true)!.Compact.Load.MappedReads;
    }
}
