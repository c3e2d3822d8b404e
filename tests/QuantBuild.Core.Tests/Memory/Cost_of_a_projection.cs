using System.Globalization;
using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory;

public sealed class Cost_of_a_projection : IDisposable
{
    private const long LargestRead = 64 * 1024;

    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(100)]
    [InlineData(500)]
    public void Does_not_grow_with_the_weights(double megabytes)
    {
        var path = _folder.File("big.onnx");
        BigModel.Write(path, ByteSize.FromMegabytes(megabytes), sparse: true);
        Project(path);

        var (read, allocated) = (BytesRead(), GC.GetAllocatedBytesForCurrentThread());
        var projection = Project(path);
        (read, allocated) = (BytesRead() - read, GC.GetAllocatedBytesForCurrentThread() - allocated);

        Assert.False(projection.LowerBound);
        Assert.True(projection.Weights.Low > ByteSize.FromMegabytes(megabytes * 0.95));
        var tensors = 4 * Math.Ceiling(megabytes / 64);
        Assert.InRange(allocated, 1, 4L << 20);
        Assert.True(read < (tensors + 8) * LargestRead, $"{read} bytes read: a window of 64 KiB a tensor is enough to go on behind it");
    }

    private static ModelProjection Project(string path)
    {
        var document = ModelReader.Read(path, new DiagnosticBag(path))!;
        return RuntimeProfiles.Find("onnxruntime-cpu")!.Project(document, ModelInspector.Inspect(document), RuntimeOptions.Default);
    }

    /// <summary>By this thread alone; see proc(5). Other systems do not count them: the bound on allocations stands there by itself.</summary>
    private static long BytesRead() => !OperatingSystem.IsLinux() ? 0
        : long.Parse(File.ReadLines("/proc/thread-self/io").First(line => line.StartsWith("rchar:", StringComparison.Ordinal))["rchar:".Length..], CultureInfo.InvariantCulture);
}
