using Google.Protobuf;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.TestSupport;
using QuantBuild.Verification;

namespace QuantBuild.Core.Tests.Steps;

/// <summary>What the range of a model's values does to the decision about it.</summary>
public sealed class Observed_run : IDisposable
{
    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Auto_takes_mixed_where_float16_cannot_hold_an_activation()
    {
        var model = Run(Model(scale: 1e6f)).Models[0];

        Assert.Equal("mixed", model.Decision!.Scheme);
        var rejected = Assert.Single(model.Decision.Rejected, rejected => rejected.Scheme == "fp16");
        Assert.Matches("^'MatMul_1' reaches [0-9.]+e[56], and float16 ends at 65504$", rejected.Reason);
        Assert.Equal(VerificationStatus.Passed, model.Verification!.Status);
        Assert.Contains(model.Observations!.OutOfRange, range => range is { Tensor: "MatMul_1", Stored: false });
        Assert.Contains("beyond the range of float16", TextReportWriter.Write(Run(Model(scale: 1e6f)), new TextOptions(Details: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void Auto_stays_with_fp16_where_everything_fits()
    {
        var model = Run(Model()).Models[0];

        Assert.Equal(2, model.Output!.Casts);
        Assert.Equal("fp16", model.Decision!.Scheme);
        Assert.DoesNotContain(model.Decision.Rejected, rejected => rejected.Scheme == "mixed");
        Assert.Empty(model.Observations!.OutOfRange);
    }

    [Fact]
    public void Fp16_by_name_is_not_observed_nor_replaced()
    {
        var model = Run(Model(scale: 1e6f) with { Scheme = "fp16" }).Models[0];

        Assert.Equal("fp16", model.Decision!.Scheme);
        Assert.Null(model.Observations);
    }

    [Fact]
    public void Without_verification_only_a_scheme_that_needs_it_has_its_model_run()
    {
        Assert.Null(Run(new RunRequest { Models = [Model()], ProjectFile = _folder.Path, Verify = false }).Models[0].Observations);
        Assert.NotNull(Run(new RunRequest { Models = [Model() with { Scheme = "mixed" }], ProjectFile = _folder.Path, Verify = false }).Models[0].Observations);
    }

    [Fact]
    public void A_skipped_model_is_not_observed() => Assert.Null(Run(Model() with { Mode = ModelMode.Auto, Scheme = "mixed" }).Models[0].Observations);

    [Fact]
    public void An_unchanged_model_is_not_observed_again_and_keeps_its_bytes()
    {
        var request = new RunRequest { Models = [Model(scale: 1e6f) with { Scheme = "mixed" }], ProjectFile = _folder.Path, Write = true, StateFolder = _folder.File("state/x/..") };
        var first = Run(request).Models[0];
        var written = File.GetLastWriteTimeUtc(first.Output!.Path!);

        var second = Run(request).Models[0];

        Assert.Equal(written, File.GetLastWriteTimeUtc(first.Output.Path!));
        Assert.Equal(first.Observations!.OutOfRange, second.Observations!.OutOfRange);
        Assert.Equal(first.Output.Hash, second.Output!.Hash);
        File.Delete(first.Output.Path!);
        Assert.Equal(first.Output.Hash, Run(request).Models[0].Output!.Hash);
    }

    [Fact]
    public void A_model_that_does_not_run_is_planned_by_its_structure_and_that_is_told()
    {
        var builder = new ModelBuilder().Input("x", "n").Initializer("shape", [1], [4L]).Node("Reshape", ["x", "shape"], "row").Initializer("w", [4, 256], ModelBuilder.Random(1024, 1));
        builder.Node("MatMul", ["row", "w"], "product").Node("Softmax", ["product"]).Output("y", "256").Save(_folder.File("m.onnx"));

        var model = Run(Request() with { Scheme = "mixed" }).Models[0];

        Assert.Contains(model.Diagnostics, diagnostic => diagnostic.Code == "QB3008");
        Assert.NotNull(model.Observations!.NotRun);
        Assert.NotNull(model.ShippedPath);
    }

    [Fact]
    public void Too_little_memory_is_no_word_about_the_model()
    {
        var seen = new QuantBuild.Steps.Observer(new ExecutionClient()).Observe(Model(), ByteSize.FromMegabytes(100), new ByteSize(ByteSize.FromMegabytes(300).Bytes - 1), CancellationToken.None);

        Assert.True(seen.MayRunLater);
        Assert.Contains("about 300.0 MB", seen.NotRun, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_in_the_json_report()
    {
        using var json = new MemoryStream();
        JsonReportWriter.Write(Run(Model(scale: 1e6f)), json);
        using var document = System.Text.Json.JsonDocument.Parse(json.ToArray());

        var observations = document.RootElement.GetProperty("models")[0].GetProperty("observations");
        Assert.Equal("synthetic", observations.GetProperty("inputs").GetString());
        Assert.Equal("MatMul_1", observations.GetProperty("outOfRange")[1].GetProperty("tensor").GetString());
        Assert.True(observations.GetProperty("noise").GetProperty("runs").GetInt32() >= 2);
        Assert.True(observations.GetProperty("noise").GetProperty("sqnrDb").GetDouble() >= observations.GetProperty("noise").GetProperty("ceilingDb").GetDouble() - 1);
    }

    [Fact]
    public void Mixed_is_tried_where_verification_is_on_and_leaves_nothing_behind()
    {
        var model = Run(Model() with { Scheme = "mixed" }).Models[0];

        Assert.Null(model.Observations!.Noise!.NotMeasured);
        Assert.True(model.Verification!.SqnrDb >= model.Observations.Noise.CeilingDb - 1);
        Assert.Equal(["m.onnx"], Directory.EnumerateFileSystemEntries(_folder.File("out")).Select(Path.GetFileName));
        Assert.Null(Run(new RunRequest { Models = [Model() with { Scheme = "mixed" }], ProjectFile = _folder.Path, Verify = false }).Models[0].Observations!.Noise);
    }

    [Fact]
    public void Samples_are_what_it_is_run_on()
    {
        // Made-up inputs are near 1, and everything fits; these do not.
        var sample = new TensorProto { DataType = (int)ElementType.Float32, Dims = { 1, 32 } };
        sample.FloatData.AddRange(Enumerable.Repeat(60_000f, 32));
        File.WriteAllBytes(_folder.File("s.pb"), sample.ToByteArray());

        var model = Run(Model() with { Scheme = "mixed", Samples = _folder.File("s.pb") }).Models[0];

        Assert.Equal("samples", model.Observations!.Inputs);
        Assert.Contains(model.Observations.OutOfRange, range => range.Tensor == "MatMul_1");
        Assert.Empty(Run(Model() with { Scheme = "mixed" }).Models[0].Observations!.OutOfRange);
    }

    private Report Run(params ModelRequest[] models) => Run(new RunRequest { Models = models, ProjectFile = _folder.Path, Write = true });

    private static Report Run(RunRequest request) => Pipeline.Run(request);

    private ModelRequest Model(float scale = 1)
    {
        new ModelBuilder().Input("x", "1,32").MatMul([32, 32], [.. ModelBuilder.Random(1024, 1).Select(weight => weight * scale)]).Node("Softmax", ["MatMul_1"])
            .MatMul(32, 32, seed: 2).Output("y", "1,32").Save(_folder.File("m.onnx"));
        return Request();
    }

    private ModelRequest Request() => new()
    {
        Path = _folder.File("m.onnx"), DisplayPath = "m.onnx", Mode = ModelMode.Always, OutputPath = _folder.File("out/m.onnx"),
    };
}
