using Google.Protobuf;
using QuantBuild.Core.Tests.Execution;
using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.TestSupport;
using QuantBuild.Verification;

namespace QuantBuild.Core.Tests.Steps;

public sealed class Comparing_at_the_prompt : IDisposable
{
    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Is_clean_where_outputs_are_close_enough()
    {
        var report = Compare(TestModels.Linear(), TestModels.Linear(1.01f), new VerificationGate(39));

        Assert.Equal(ReportStatus.Clean, report.Status);
        Assert.Equal(40, report.Comparison!.Result.SqnrDb!.Value, 2);
        Assert.Equal("y", Assert.Single(report.Comparison.Outputs).Name);
        Assert.All(report.Models, model => Assert.NotNull(model.Facts));
    }

    [Fact]
    public void Below_the_gate_is_a_finding_that_speaks_of_options()
    {
        var report = Compare(TestModels.Linear(), TestModels.Linear(1.01f), new VerificationGate(41));

        Assert.Equal(ReportStatus.Findings, report.Status);
        var diagnostic = Assert.Single(report.AllDiagnostics);
        Assert.Equal(("QB4002", _folder.File("b.onnx")), (diagnostic.Code, diagnostic.File));
        Assert.Equal("Output 'y' has an SQNR of 40.0 dB, below MinSqnr=41.0. Lower --min-sqnr, or look at every output in the report.", diagnostic.Message);
    }

    [Fact]
    public void Without_a_gate_much_noise_is_a_warning() =>
        Assert.Equal(("QB4006", Severity.Warning), Assert.Single(Compare(TestModels.Linear(), TestModels.Linear(1.5f)).AllDiagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Severity))));

    [Fact]
    public void Infinity_in_one_is_a_finding_that_names_the_cause() =>
        Assert.Contains("Scheme=mixed", Assert.Single(Compare(TestModels.Linear(), TestModels.Linear(float.PositiveInfinity)).AllDiagnostics).Message, StringComparison.Ordinal);

    [Fact]
    public void Could_not_be_done_where_the_original_does_not_run()
    {
        var model = new ModelBuilder().Input("x", "n").Initializer("shape", [1], [5L]).Node("Reshape", ["x", "shape"]).Output("y", "5");

        var report = Compare(model, model);

        Assert.Equal(ReportStatus.Failed, report.Status);
        Assert.StartsWith("Nothing was compared: ", Assert.Single(report.AllDiagnostics).Message, StringComparison.Ordinal);
        Assert.Equal(ReportStatus.Clean, Compare(model, model, shapes: "x:5").Status);
    }

    [Fact]
    public void Takes_samples_of_the_original()
    {
        var zeros = new TensorProto { DataType = (int)ElementType.Float32, Dims = { 2, 8 } };
        zeros.FloatData.AddRange(new float[16]);
        File.WriteAllBytes(_folder.File("s.pb"), zeros.ToByteArray());

        // Whatever the weights are, their product with nothing is nothing.
        Assert.True(Compare(TestModels.Linear(), TestModels.Linear(1.5f), samples: _folder.File("s.pb")).Comparison!.Result is { Identical: true, Inputs: "samples" });
    }

    [Fact]
    public void Could_not_be_done_on_samples_that_do_not_fit()
    {
        File.WriteAllText(_folder.File("s.pb"), "no tensor");
        var report = Compare(TestModels.Linear(), TestModels.Linear(), samples: _folder.File("s.pb"));

        Assert.Equal(ReportStatus.Failed, report.Status);
        Assert.Null(report.Comparison);
        Assert.Contains("s.pb", Assert.Single(report.AllDiagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Could_not_be_done_where_a_model_cannot_be_read()
    {
        File.WriteAllText(_folder.File("b.onnx"), "not a model");
        var report = Pipeline.Compare(Request(TestModels.Linear().Save(_folder.File("a.onnx")), _folder.File("b.onnx"), new VerificationGate(), InputShapes.None));

        Assert.Equal(ReportStatus.Failed, report.Status);
        Assert.Null(report.Comparison);
    }

    private Report Compare(ModelBuilder original, ModelBuilder artifact, VerificationGate? gate = null, string? shapes = null, string? samples = null) => Pipeline.Compare(Request(
        original.Save(_folder.File("a.onnx")), artifact.Save(_folder.File("b.onnx")), gate ?? new VerificationGate(), shapes is null ? InputShapes.None : InputShapes.Parse(shapes)!, samples));

    private ComparisonRequest Request(string original, string artifact, VerificationGate gate, InputShapes shapes, string? samples = null) => new(
        new ModelRequest { Path = original, DisplayPath = "a.onnx", Gate = gate, RuntimeOptions = new() { Shapes = shapes }, Samples = samples },
        new ModelRequest { Path = artifact, DisplayPath = "b.onnx" })
    {
        BaseFolder = _folder.Path,
    };
}
