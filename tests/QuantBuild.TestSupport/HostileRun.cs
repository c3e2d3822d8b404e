using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using Xunit;

namespace QuantBuild.TestSupport;

/// <summary>Bytes that may be anything, through inspection, projection, planning and rewriting.</summary>
internal sealed class HostileRun : IDisposable
{
    public const long MostMemory = 256L << 20;

    public TestDirectory Folder { get; } = new();

    /// <summary>What became of it in words; fails on an exception, on much memory, and on anything but one QB1 or a sound result.</summary>
    public string Answer(byte[] bytes, string what)
    {
        var path = Folder.Write("in/model.onnx", bytes);
        return Answer(path, what);
    }

    public string Answer(string path, string what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Report? inspected = null;
        Report? report = null;
        if (Record.Exception(() => (inspected, report) = Run(path)) is { } exception)
        {
            Assert.Fail($"{what}: {exception}");
        }

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostMemory, $"{what}: {(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MB");
        Assert.DoesNotContain(report!.AllDiagnostics, diagnostic => diagnostic.Descriptor == Descriptors.Internal);
        var model = report.Models[0];
        if (model.Facts is null)
        {
            var error = Assert.Single(model.Diagnostics);
            Assert.StartsWith("QB1", error.Code, StringComparison.Ordinal);
            Assert.True(inspected!.Models[0].Facts is not null || inspected.Models[0].Diagnostics is [var same] && same.Message == error.Message, what);
            return $"{error.Code}: {error.Message.Replace(Folder.Path + "/in/", "", StringComparison.Ordinal)}";
        }

        Assert.DoesNotContain(model.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        if (model.Output is not { Path: { } output })
        {
            return "the original ships: " + string.Join("; ", model.Decision!.Rejected.Take(1).Select(rejected => rejected.Reason));
        }

        Assert.NotNull(ModelProto.Parser.ParseFrom(File.ReadAllBytes(output)).Graph);
        Assert.True(new FileInfo(output).Length < model.Facts.Size.Bytes, what);
        return "float16";
    }

    public void Dispose() => Folder.Dispose();

    private (Report Inspected, Report Made) Run(string path)
    {
        var request = new ModelRequest
        {
            Path = path, DisplayPath = Path.GetFileName(path), Mode = ModelMode.Always, Scheme = "fp16", OutputPath = Folder.File("out/model.onnx"),
        };
        var inspected = Pipeline.Inspect(new InspectRequest { Paths = [path], BaseFolder = Folder.Path, Tensors = true });
        return (inspected, Pipeline.Run(new RunRequest { Models = [request], ProjectFile = Folder.Path, Write = true, Verify = false }));
    }
}
