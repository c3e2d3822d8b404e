using System.Text.Json;
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

    [Fact]
    public void Takes_the_loading_alone_from_a_child_and_computes_the_rest()
    {
        var (plain, report) = (Check(Linear("64,1024"), budget: 900, measure: false), Check(Linear("64,1024"), budget: 900, measure: false, load: true));

        var (projected, loaded) = (plain.Models[0].Original!, report.Models[0].Original!);
        var measured = report.Models[0].Measured!;
        Assert.Equal((0, null), (measured.Runs, measured.SteadyPeak));
        Assert.Equal((ItemSource.Measured, ItemSource.Computed), (loaded.Source, loaded.ActivationsSource));
        Assert.Equal((measured.Loaded.Median, projected.Activations), (loaded.Weights.Expected, loaded.Activations));
        Assert.Equal(measured.LoadPeak.Median, loaded.LoadPeak.Expected);
    }

    [Fact]
    public void Labels_a_figure_whose_loading_alone_was_measured()
    {
        var report = Check(Linear("64,1024"), budget: 1, measure: false, load: true);

        Assert.Contains(report.AllDiagnostics, diagnostic => diagnostic.Code == "QB2001" && diagnostic.Message.StartsWith("the partly measured peak of process", StringComparison.Ordinal));
        Assert.Contains("load measured, peak ", string.Concat(TextReportWriter.Lines(report, TextOptions.Default)), StringComparison.Ordinal);
        var json = Json(report).GetProperty("models")[0];
        Assert.Equal(["measured", "computed"], json.GetProperty("memory").GetProperty("items").EnumerateArray().Select(item => item.GetProperty("source").GetString()));
        Assert.Equal(0, json.GetProperty("measured").GetProperty("runs").GetInt32());
    }

    private static ModelBuilder Linear(string shape) => new ModelBuilder().Input("x", shape).MatMul(1024, 1024).Output("y", shape);

    private static JsonElement Json(Report report)
    {
        using var stream = new MemoryStream();
        JsonReportWriter.Write(report, stream);
        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }

    private Report Check(ModelBuilder model, double budget, bool measure = true, bool load = false) => Pipeline.Run(new RunRequest
    {
        Models = [new ModelRequest { Path = model.Save(_folder.File("m.onnx")), DisplayPath = "m.onnx" }],
        Processes = [new PolicyProcess("default", ByteSize.FromMegabytes(budget))],
        ProjectFile = _folder.Path,
        Measure = measure,
        Load = load,
        Repeats = 2,
    });
}
