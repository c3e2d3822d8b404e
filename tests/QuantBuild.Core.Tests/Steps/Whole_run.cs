using System.Text;
using Google.Protobuf;
using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.Rewriting;
using QuantBuild.Steps;
using QuantBuild.TestSupport;
using QuantBuild.Verification;

namespace QuantBuild.Core.Tests.Steps;

public sealed class Whole_run : IDisposable
{
    private readonly TestDirectory _folder = new();

    [Fact]
    public void Writes_verifies_and_says_where_the_artifact_came_from()
    {
        var report = Run(Model("m.onnx"));

        var model = Assert.Single(report.Models);
        Assert.Equal(ReportStatus.Clean, report.Status);
        Assert.Equal(VerificationStatus.Passed, model.Verification!.Status);
        Assert.Equal(FileHasher.Hash(model.Output!.Path!), model.Output.Hash);
        Assert.Equal(new FileInfo(model.Output.Path!).Length, model.Output.Size.Bytes);
        var metadata = ModelProto.Parser.ParseFrom(File.ReadAllBytes(model.Output.Path!)).MetadataProps.ToDictionary(entry => entry.Key, entry => entry.Value);
        Assert.Equal(("fp16", FileHasher.Hash(model.Path)), (metadata["quantbuild.scheme"], metadata["quantbuild.source"]));
    }

    [Fact]
    public void Gives_equal_bytes_in_any_folder_on_any_number_of_threads()
    {
        var hashes = new[] { 1, 2, 4 }.Select(threads =>
        {
            var request = Model($"{threads}/m.onnx", side: 200);
            return Run(new RunRequest { Models = [request], ProjectFile = _folder.Path, Write = true, Verify = false, Threads = threads }).Models[0].Output!.Hash;
        });
        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public void Makes_nothing_twice()
    {
        var request = new RunRequest { Models = [Model("m.onnx")], ProjectFile = _folder.Path, Write = true, StateFolder = _folder.File("state/x/..") };
        var first = Run(request).Models[0];
        var written = File.GetLastWriteTimeUtc(first.Output!.Path!);

        var second = Run(request).Models[0];
        Assert.Equal(written, File.GetLastWriteTimeUtc(first.Output.Path!));
        Assert.Equal((first.Output.Hash, first.Verification, first.Original!.Peak), (second.Output!.Hash, second.Verification, second.Original!.Peak));
        Assert.Equal(first.Diagnostics.Select(diagnostic => diagnostic.ToString()), second.Diagnostics.Select(diagnostic => diagnostic.ToString()));

        // What was verified under another gate is not verified under this one.
        var third = Run(request with { Models = [request.Models[0] with { Gate = new VerificationGate(MinSqnr: 150) }] }).Models[0];
        Assert.Equal(VerificationStatus.Failed, third.Verification!.Status);
    }

    [Fact]
    public void Says_and_decides_the_same_about_a_model_that_did_not_change()
    {
        File.Copy(Run(Model("m.onnx")).Models[0].Output!.Path!, _folder.File("half.onnx"));
        var request = new RunRequest
        {
            Models = [Model("m.onnx"), Request("half.onnx") with { Mode = ModelMode.Auto }],
            ProjectFile = _folder.Path, Write = true, StateFolder = _folder.File("state/x/.."),
        };

        var first = Run(request);
        var second = Run(request);

        Assert.True(first.Models[1].Facts!.AlreadyQuantized);
        Assert.Equal(Json(first), Json(second));
    }

    [Fact]
    public void Takes_what_was_kept_of_a_model_that_did_not_change()
    {
        var request = new RunRequest { Models = [Model("m.onnx")], ProjectFile = _folder.Path, Write = true, StateFolder = _folder.File("state/x/..") };
        Run(request);
        var store = new ModelStateStore(request.StateFolder);
        var state = store.Load(request.Models[0])!;
        store.Save(request.Models[0], state with { Assessment = state.Assessment with { Facts = state.Assessment.Facts with { Parameters = 7 } } });

        Assert.Equal(7, Run(request).Models[0].Facts!.Parameters);

        Model("m.onnx", side: 48);
        Assert.Equal(2 * 48 * 48, Run(request).Models[0].Facts!.Parameters);
    }

    [Fact]
    public void Leaves_nothing_where_an_artifact_misses_its_gate()
    {
        var report = Run(Model("m.onnx") with { Gate = new VerificationGate(MinSqnr: 150) });

        Assert.Equal(ReportStatus.Findings, report.Status);
        Assert.Contains(report.AllDiagnostics, diagnostic => diagnostic.Code == "QB4002");
        Assert.Null(report.Models[0].ShippedPath);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("out")));
    }

    [Theory]
    [InlineData("picture:1x4", "picture")]
    [InlineData("x:1x2x2", "x: batch×40")]
    [InlineData("x:1x5", "x: batch×40")]
    public void Refuses_shapes_that_the_model_cannot_take(string shapes, string named)
    {
        var report = Run(Open(shapes));

        Assert.Equal(ReportStatus.Failed, report.Status);
        var diagnostic = Assert.Single(report.AllDiagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        Assert.Equal("QB1014", diagnostic.Code);
        Assert.Contains(named, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verifies_on_samples()
    {
        var request = Open("") with { Samples = _folder.File("samples") };
        Assert.Equal("QB1015", Assert.Single(Run(request).AllDiagnostics, diagnostic => diagnostic.Severity == Severity.Error).Code);

        File.WriteAllBytes(_folder.Write("samples/input_0.pb", ""), new TensorProto { DataType = 1, Dims = { 1, 40 }, FloatData = { Enumerable.Repeat(0.5f, 40) } }.ToByteArray());
        var verification = Run(request).Models[0].Verification!;
        Assert.Equal((VerificationStatus.Passed, "samples", null), (verification.Status, verification.Inputs, verification.Reason));
    }

    [Fact]
    public void Verifies_on_inputs_of_the_given_shapes()
    {
        Assert.Equal("dimensions set to 1: batch", Run(Open("")).Models[0].Verification!.Reason);
        Assert.Null(Run(Open("x:3x40")).Models[0].Verification!.Reason);
    }

    [Fact]
    public void Names_each_tensor_it_clamped_and_keeps_what_is_no_number()
    {
        float[] weights = [1e6f, float.PositiveInfinity, float.NaN, -3.4e38f, .. new float[1020]];
        new ModelBuilder().Input("x", "1,1024").Initializer("w", [1024], weights).Node("Add", ["x", "w"]).Output("y", "1,1024").Save(_folder.File("m.onnx"));
        var report = Run(Request("m.onnx"));

        var clamped = Assert.Single(report.Models[0].Diagnostics, diagnostic => diagnostic.Code == "QB3002");
        Assert.Equal("w", clamped.Tensor);
        Assert.Contains("2 values", clamped.Message, StringComparison.Ordinal);
        var stored = ModelProto.Parser.ParseFrom(File.ReadAllBytes(report.Models[0].Output!.Path!)).Graph.Initializer[0].RawData.ToByteArray();
        var halves = Enumerable.Range(0, 4).Select(i => (float)BitConverter.ToHalf(stored, i * 2));
        Assert.Equal([65504f, float.PositiveInfinity, float.NaN, -65504f], halves);
    }

    [Fact]
    public void A_model_that_cannot_be_read_stops_its_own_process_only()
    {
        var broken = Request("broken.onnx");
        File.WriteAllText(broken.Path, "not a model");
        var report = Run(broken with { Processes = ["a"] }, Model("m.onnx") with { Processes = ["a"] }, Model("n.onnx") with { Processes = ["b"] });

        Assert.Equal(ReportStatus.Failed, report.Status);
        Assert.Null(report.Models[0].Facts);
        Assert.Null(report.Models[1].ShippedPath);
        Assert.Equal(report.Models[2].Output!.Path, report.Models[2].ShippedPath);
        Assert.False(File.Exists(_folder.File("out/m.onnx")));
    }

    [Fact]
    public void Over_budget_nothing_is_written_and_an_older_artifact_goes()
    {
        var request = new RunRequest { Models = [Model("m.onnx") with { Runtime = "by-size", Processes = ["app"] }], ProjectFile = _folder.Path, Write = true, StateFolder = _folder.File("state/x/..") };
        Assert.Equal(ReportStatus.Clean, Run(request).Status);
        Model("m.onnx", side: 48);

        var report = Run(request with { Processes = [new PolicyProcess("app", new ByteSize(100))] });

        Assert.Equal(ReportStatus.Findings, report.Status);
        Assert.False(File.Exists(_folder.File("out/m.onnx")));
        Assert.Null(report.Models[0].ShippedPath);
    }

    [Fact]
    public void Writes_nothing_that_would_not_be_smaller()
    {
        var model = Run(Model("m.onnx", side: 2)).Models[0];

        Assert.Null(model.Output);
        Assert.Equal(model.Path, model.ShippedPath);
        Assert.Contains("nothing to gain", Assert.Single(model.Diagnostics, diagnostic => diagnostic.Code == "QB3001").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_decides_where_it_must_not_write()
    {
        var report = Run(new RunRequest { Models = [Model("m.onnx")], ProjectFile = _folder.Path });

        Assert.Null(report.Models[0].Output!.Path);
        Assert.InRange(report.Models[0].Output!.Size.Bytes, 1, report.Models[0].Facts!.Size.Bytes);
        Assert.False(Directory.Exists(_folder.File("out")) && Directory.EnumerateFiles(_folder.File("out")).Any());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Holds_back_only_the_process_whose_model_cannot_be_judged()
    {
        var gated = Open("") with { Processes = ["gated"] };
        var free = Model("m.onnx") with { Processes = ["free"] };

        var report = Run(new RunRequest
        {
            Models = [gated, free], Processes = [new PolicyProcess("gated", ByteSize.FromMegabytes(1024))], ProjectFile = _folder.Path, Write = true,
        });

        Assert.Equal("QB1016", Assert.Single(report.AllDiagnostics, diagnostic => diagnostic.Severity == Severity.Error).Code);
        Assert.Equal((false, true), (File.Exists(gated.OutputPath), File.Exists(free.OutputPath)));
    }

    private Report Run(params ModelRequest[] models) => Run(new RunRequest { Models = models, ProjectFile = _folder.Path, Write = true });

    private static Report Run(RunRequest request)
    {
        var report = Pipeline.Run(request);
        Assert.DoesNotContain(report.AllDiagnostics, diagnostic => diagnostic.Descriptor == Descriptors.Internal);
        return report;
    }

    private static string Json(Report report)
    {
        using var json = new MemoryStream();
        JsonReportWriter.Write(report, json);
        return Encoding.UTF8.GetString(json.ToArray());
    }

    private ModelRequest Open(string shapes)
    {
        new ModelBuilder().Input("x", "batch,40").MatMul(40, 40).Output("y", "batch,40").Save(_folder.File("open.onnx"));
        return Request("open.onnx") with { RuntimeOptions = new RuntimeOptions { Shapes = InputShapes.Parse(shapes)! } };
    }

    private ModelRequest Model(string name, int side = 32)
    {
        new ModelBuilder().Input("x", $"1,{side}").MatMul(side, side).Relu().MatMul(side, side, seed: 2).Output("y", $"1,{side}").Save(_folder.File(name));
        return Request(name);
    }

    private ModelRequest Request(string name) => new()
    {
        Path = _folder.File(name), DisplayPath = name, Mode = ModelMode.Always, OutputPath = _folder.File($"out/{name}"),
    };
}
