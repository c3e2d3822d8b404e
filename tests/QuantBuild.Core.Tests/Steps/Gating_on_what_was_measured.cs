using QuantBuild.Diagnostics;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Steps;

public sealed class Gating_on_what_was_measured : IDisposable
{
    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Takes_the_measured_figures_and_their_range()
    {
        var model = Check(Linear("1,1024"), budget: 900).Models[0];

        var measured = model.Measured!;
        Assert.Equal(ItemSource.Measured, model.Original!.Source);
        Assert.False(model.Original.LowerBound);
        Assert.Equal(new MemoryBand(measured.Peak.Min, measured.Peak.Median, measured.Peak.Max), model.Original.Peak);
    }

    [Fact]
    public void Exceeds_a_budget_below_what_it_took()
    {
        var report = Check(Linear("1,1024"), budget: 1);

        Assert.Equal(ReportStatus.Findings, report.Status);
        Assert.Contains(report.AllDiagnostics, diagnostic => diagnostic.Code == "QB2001" && diagnostic.Message.StartsWith("the measured peak of process", StringComparison.Ordinal));
    }

    [Fact]
    public void Is_a_lower_bound_where_dimensions_were_set_to_1()
    {
        var model = Check(Linear("batch,1024"), budget: 900).Models[0];

        Assert.True(model.Original!.LowerBound);
        Assert.Equal("measured with dimensions set to 1 (batch); give their extents in Shapes", model.Original.LowerBoundReason);
    }

    [Fact]
    public void Falls_back_to_the_projection_with_a_warning_where_the_model_does_not_run()
    {
        var model = Check(new ModelBuilder().Input("x", "1").Node("NoSuchOperator", ["x"]).Output("y", "1"), budget: 900).Models[0];

        Assert.Null(model.Measured);
        Assert.Equal(ItemSource.Computed, model.Original!.Source);
        var warning = Assert.Single(model.Diagnostics, diagnostic => diagnostic.Code == "QB5013");
        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.EndsWith("The projection stands in for it.", warning.Message, StringComparison.Ordinal);
    }

    private static ModelBuilder Linear(string shape) => new ModelBuilder().Input("x", shape).MatMul(1024, 1024).Output("y", shape);

    private Report Check(ModelBuilder model, double budget) => Pipeline.Run(new RunRequest
    {
        Models = [new ModelRequest { Path = model.Save(_folder.File("m.onnx")), DisplayPath = "m.onnx" }],
        Processes = [new PolicyProcess("default", ByteSize.FromMegabytes(budget))],
        ProjectFile = _folder.Path,
        Measure = true,
        Repeats = 2,
    });
}
