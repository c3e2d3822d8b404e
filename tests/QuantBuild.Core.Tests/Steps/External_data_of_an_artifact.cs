using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.Rewriting;
using QuantBuild.Schemes;
using QuantBuild.Steps;
using QuantBuild.TestSupport;
using QuantBuild.Verification;

namespace QuantBuild.Core.Tests.Steps;

public sealed class External_data_of_an_artifact : IDisposable
{
    private readonly TestDirectory _folder = new();

    [Theory]
    [InlineData(ExternalDataMode.Auto, true, true)]
    [InlineData(ExternalDataMode.Auto, false, false)]
    [InlineData(ExternalDataMode.Always, false, true)]
    [InlineData(ExternalDataMode.Never, true, false)]
    public void Is_where_the_setting_and_the_source_say(object mode, bool externalSource, bool externalArtifact)
    {
        var report = Run(Request(externalSource) with { ExternalData = (ExternalDataMode)mode });

        var model = Assert.Single(report.Models);
        Assert.Equal(ReportStatus.Clean, report.Status);
        Assert.Equal(VerificationStatus.Passed, model.Verification!.Status);
        var files = Directory.GetFileSystemEntries(_folder.File("out")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(externalArtifact ? [_folder.File("out/m.onnx"), _folder.File("out/m.onnx.data")] : [_folder.File("out/m.onnx")], files);
        Assert.Equal(files, model.Output!.Files.Select(file => file.Path));
        Assert.Equal(files.Select(FileHasher.Hash), model.Output.Files.Select(file => file.Hash));
        Assert.Equal(files.Sum(file => new FileInfo(file).Length), model.Output.Size.Bytes);
        Assert.Equal(CombinedHash.Of(files.Select(FileHasher.Hash)), model.Output.Hash);
    }

    [Fact]
    public void Is_of_the_planned_size_and_the_same_bytes_on_any_number_of_threads()
    {
        var request = Request(false, side: 1200) with { ExternalData = ExternalDataMode.Always };
        var planned = Pipeline.Run(new RunRequest { Models = [request], ProjectFile = _folder.Path }).Models[0].Output!.Size;
        foreach (var threads in new[] { 1, 2, 4 })
        {
            var output = Pipeline.Run(new RunRequest { Models = [request], ProjectFile = _folder.Path, Write = true, Verify = false, Threads = threads }).Models[0].Output!;
            Assert.Equal(planned, output.Size);
            Assert.Equal(ReadHash(), output.Hash);
        }

        string ReadHash() => _hash ??= CombinedHash.Of([FileHasher.Hash(_folder.File("out/m.onnx")), FileHasher.Hash(_folder.File("out/m.onnx.data"))]);
    }

    private string? _hash;

    [Fact]
    public void Is_made_again_where_it_is_gone_and_goes_with_its_model()
    {
        var request = Build(Request(false) with { ExternalData = ExternalDataMode.Always });
        var first = Pipeline.Run(request).Models[0].Output!;
        var data = first.Files[1].Path;
        Assert.Equal(first.Files, Pipeline.Run(request).Models[0].Output!.Files);
        File.Delete(data);
        Assert.Equal(first.Hash, Pipeline.Run(request).Models[0].Output!.Hash);
        Assert.True(File.Exists(data));

        Pipeline.Run(request with { Models = [request.Models[0] with { Mode = ModelMode.Never }] });
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("out")));
    }

    [Fact]
    public void Does_not_outlive_the_setting_nor_a_killed_build()
    {
        var request = Build(Request(false) with { ExternalData = ExternalDataMode.Always });
        Pipeline.Run(request);
        var inline = request with { Models = [request.Models[0] with { ExternalData = ExternalDataMode.Never }] };
        Pipeline.Run(inline);
        Assert.Equal([_folder.File("out/m.onnx")], Directory.GetFileSystemEntries(_folder.File("out")));

        Directory.Delete(_folder.File("state"), recursive: true);
        _folder.Write("out/m.onnx.data", "of a build that was killed before its model was in place");
        Pipeline.Run(inline);
        Assert.Equal([_folder.File("out/m.onnx")], Directory.GetFileSystemEntries(_folder.File("out")));
    }

    [Fact]
    public void Is_not_written_over_the_sources()
    {
        var source = Request(true);
        File.Move(_folder.File("m.data"), _folder.File("n.onnx.data"));
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(source.Path));
        model.Graph.Initializer[0].ExternalData[0].Value = "n.onnx.data";
        File.WriteAllBytes(source.Path, Google.Protobuf.MessageExtensions.ToByteArray(model));
        var before = FileHasher.Hash(_folder.File("n.onnx.data"));

        var report = Run(source with { OutputPath = _folder.File("n.onnx") });

        Assert.Contains(report.AllDiagnostics, diagnostic => diagnostic.Code == "QB5001" && diagnostic.Message.Contains("n.onnx.data", StringComparison.Ordinal));
        Assert.Equal(before, FileHasher.Hash(_folder.File("n.onnx.data")));
        Assert.False(File.Exists(_folder.File("n.onnx")));
    }

    [Fact]
    public void Is_needed_above_2_GB_and_forbidding_it_is_an_error_with_the_number_and_the_setting()
    {
        BigModel.WriteExternal(_folder.File("m.onnx"), ByteSize.FromMegabytes(6144));
        var request = new ModelRequest { Path = _folder.File("m.onnx"), DisplayPath = "m.onnx", ExternalData = ExternalDataMode.Never };

        var never = Pipeline.Run(new RunRequest { Models = [request], ProjectFile = _folder.Path });
        var auto = Pipeline.Run(new RunRequest { Models = [request with { ExternalData = ExternalDataMode.Auto }], ProjectFile = _folder.Path });

        var error = Assert.Single(never.AllDiagnostics, diagnostic => diagnostic.Descriptor == Descriptors.TooLargeForOneFile);
        Assert.Contains("3071.3 MB", error.Message, StringComparison.Ordinal);
        Assert.Contains("set ExternalData=auto", error.Message, StringComparison.Ordinal);
        Assert.Equal(ReportStatus.Failed, never.Status);
        Assert.DoesNotContain(auto.AllDiagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        Assert.InRange(auto.Models[0].Output!.Size.Bytes, 3071L << 20, 3072L << 20);
    }

    [Fact]
    public void Comes_by_itself_where_one_file_cannot_hold_the_result()
    {
        var source = new ModelBuilder().Input("x", "1,4").Initializer("w", [1, 4], new float[4]).Node("Add", ["x", "w"]).Output("y", "1,4");
        source.Graph.Initializer[0].ClearRawData();
        source.Graph.Initializer[0].Payload = 0;
        var model = new OnnxModel(_folder.File("m.onnx"), new ByteSize(1), source.Proto, [new FilePayload(new ByteRange("elsewhere", 0, 3L << 30))]);
        var plan = new SchemePlan { Scheme = "fp16", Result = model, ConvertedBefore = ByteSize.Zero, ConvertedAfter = ByteSize.Zero };

        var stored = ArtifactStorage.Store(plan, new ModelRequest { Path = _folder.File("m.onnx"), DisplayPath = "m.onnx" }).Plan!;

        Assert.Equal([_folder.File("m.onnx.data")], stored.Result.ExternalFiles);
        Assert.InRange(stored.OutputSize.Bytes, 3L << 30, (3L << 30) + 1000);
    }

    public void Dispose() => _folder.Dispose();

    private Report Run(ModelRequest request) => Pipeline.Run(new RunRequest { Models = [request], ProjectFile = _folder.Path, Write = true });

    private RunRequest Build(ModelRequest request) => new() { Models = [request], ProjectFile = _folder.Path, Write = true, StateFolder = _folder.File("state/x/..") };

    private ModelRequest Request(bool external, int side = 64)
    {
        var path = _folder.File("m.onnx");
        if (external)
        {
            ExternalModel.Write(path);
        }
        else
        {
            new ModelBuilder().Input("x", $"1,{side}").MatMul(side, side).Relu().MatMul(side, side, seed: 2).Output("y", $"1,{side}").Save(path);
        }

        return new() { Path = path, DisplayPath = "m.onnx", Mode = ModelMode.Always, OutputPath = _folder.File("out/m.onnx") };
    }
}
