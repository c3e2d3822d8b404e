using System.Globalization;
using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Schemes;
using QuantBuild.Schemes.Fp16;
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

    [Fact]
    public void Grows_with_the_nodes_and_no_faster()
    {
        Allocated(10); // What happens once: tables, and code that is compiled.
        var (few, fewPlanned) = Allocated(500);
        var (many, manyPlanned) = Allocated(4000);
        Assert.True(many < few * 8 * 1.1, $"{few} bytes for 500 nodes, {many} for 4000");
        Assert.True(manyPlanned < fewPlanned * 8 * 1.1, $"{fewPlanned} bytes for 500 nodes in half precision, {manyPlanned} for 4000");
        Assert.True(many < 4000 * 4_500, $"{many / 4000} bytes a node");
        Assert.True(manyPlanned < 4000 * 5_200, $"{manyPlanned / 4000} bytes a node in half precision");
    }

    [Fact]
    public void A_structure_that_is_given_away_lets_go_of_its_tensors()
    {
        var path = _folder.File("given.onnx");
        ManyNodesModel.Write(path, 20);
        var document = (OnnxModel)ModelReader.Read(path, new DiagnosticBag(path))!;
        var facts = ModelInspector.Inspect(document);
        var kept = Project(document, facts);
        Assert.Equal(20, document.Proto.Graph.Initializer.Count);

        var given = Project(document with { MayBeChanged = true }, facts);
        Assert.Empty(document.Proto.Graph.Initializer);
        Assert.Equal((kept.Peak, kept.WeightsWhy), (given.Peak, given.WeightsWhy));
    }

    private (long Original, long Planned) Allocated(int nodes)
    {
        var path = _folder.File($"{nodes}.onnx");
        ManyNodesModel.Write(path, nodes);
        var document = ModelReader.Read(path, new DiagnosticBag(path))!;
        var plan = new Fp16Scheme().Plan(document, SchemeOptions.Default, null).Plan!.Result;
        return (Allocated(document), Allocated(plan));
    }

    private static long Allocated(ModelDocument document)
    {
        var facts = ModelInspector.Inspect(document);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(Project(document, facts).LowerBound);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static ModelProjection Project(string path)
    {
        var document = ModelReader.Read(path, new DiagnosticBag(path))!;
        return Project(document, ModelInspector.Inspect(document));
    }

    private static ModelProjection Project(ModelDocument document, ModelFacts facts) => RuntimeProfiles.Find("onnxruntime-cpu")!.Project(document, facts, RuntimeOptions.Default);

    /// <summary>By this thread alone; see proc(5). Other systems do not count them: the bound on allocations stands there by itself.</summary>
    private static long BytesRead() => !OperatingSystem.IsLinux() ? 0
        : long.Parse(File.ReadLines("/proc/thread-self/io").First(line => line.StartsWith("rchar:", StringComparison.Ordinal))["rchar:".Length..], CultureInfo.InvariantCulture);
}
