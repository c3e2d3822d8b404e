using System.Text.Json;
using System.Xml.Linq;
using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Reporting.Pictures;
using QuantBuild.Requests;
using Xunit;

namespace QuantBuild.TestSupport;

/// <summary>Bytes that may be anything, through inspection, projection, planning and rewriting.</summary>
internal sealed class HostileRun : IDisposable
{
    public const long MostMemory = 256L << 20;

    private long _allocated;

    public TestDirectory Folder { get; } = new();

    /// <summary>What became of it in words; fails on an exception, on much memory, and on anything but one QB1 or a sound result.</summary>
    public string Answer(byte[] bytes, string what)
    {
        var path = Folder.Write("in/model.onnx", bytes);
        return Answer(path, what);
    }

    public string Answer(string path, string what)
    {
        Report? inspected = null;
        Report? report = null;
        if (Record.Exception(() => (inspected, report) = Run(path)) is { } exception)
        {
            Assert.Fail($"{what}: {exception}");
        }

        Assert.True(_allocated < MostMemory, $"{what}: {_allocated >> 20} MB");
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
        var run = new RunRequest { Models = [request], ProjectFile = Folder.Path, Write = true, Verify = false };
        var before = GC.GetAllocatedBytesForCurrentThread();
        var inspected = Pipeline.Inspect(new InspectRequest { Paths = [path], BaseFolder = Folder.Path, Tensors = true });
        var made = Pipeline.Run(run);
        _allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // It projects a dozen sessions one after the other, so that the sum of what they allocate is no measure.
        var planned = Pipeline.Plan(run with { Write = false });
        Show(InspectWriter.Lines(inspected, TextOptions.Default), inspected);
        Show(PlanWriter.Lines(planned, TextOptions.Default), planned);
        Show(TextReportWriter.Lines(made, TextOptions.Default), made);
        PlanWriter.Pictures(planned).ToList().ForEach(picture => XDocument.Parse(SvgPicture.Draw(picture)));
        return (inspected, made);
    }

    /// <summary>Whatever names are in a file, a terminal gets text, and a program gets JSON.</summary>
    private static void Show(IEnumerable<TextLine> lines, Report report)
    {
        var text = string.Concat(lines.SelectMany(line => line.Spans).Select(span => span.Text));
        Assert.DoesNotContain(text, letter => letter < ' ');
        using var json = new MemoryStream();
        JsonReportWriter.Write(report, json);
        json.Position = 0;
        JsonDocument.Parse(json).Dispose();
    }
}
