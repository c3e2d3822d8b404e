using System.Text.Json;
using QuantBuild.Diagnostics;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests.Commands;

public sealed class Check : IDisposable
{
    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Is_the_default_command()
    {
        Assert.NotNull(ToolRun.In(_folder.Path, "a.onnx").Request);
        Assert.NotNull(ToolRun.In(_folder.Path, "--format", "json", "a.onnx").Request);
        Assert.NotNull(ToolRun.In(_folder.Path, "check", "a.onnx").Request);
    }

    [Fact]
    public void Refuses_a_budget_for_a_process_in_which_nothing_runs()
    {
        var run = ToolRun.In(_folder.Path, "a.onnx", "--memory-budget", "web=512MB");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error QB5005: --memory-budget is for process 'web', in which no model runs; write --memory-budget NAME=SIZE with one of: default.", run.Error, StringComparison.Ordinal);
        Assert.NotNull(ToolRun.In(_folder.Path, "a.onnx", "--memory-budget", "web=512MB", "--component", "Cache=1MB,process=web").Request);
    }

    [Fact]
    public void Writes_nothing()
    {
        var request = ToolRun.In(_folder.Path, "a.onnx").Request!;

        Assert.False(request.Write);
        Assert.Null(Assert.Single(request.Models).OutputPath);
    }

    [Fact]
    public void Asks_what_the_options_say()
    {
        var request = ToolRun.In(_folder.Path, "a.onnx", "--mode", "never", "--scheme", "auto", "--device", "edge", "--process", "web", "--process", "worker",
            "--accuracy-critical", "--resident", "false", "--sessions", "2", "--min-sqnr", "40", "--exclude-nodes", "head/*", "--keep-io-types=false",
            "--skip-below", "100MB", "--require-above", "1GB", "--warn-at", "80%", "--on-budget-exceeded", "warning", "--verify", "false",
            "--rewrite-memory", "8MB", "--threads", "1", "--memory-budget", "512MB",
            "--component", "Django + Python=70MB,replaces=host", "--component", "Grad-CAM=85MB,peak,optional,setting=ENABLE_GRADCAM,process=web").Request!;

        var model = Assert.Single(request.Models);
        Assert.Equal((Path.Combine(_folder.Path, "a.onnx"), "a.onnx"), (model.Path, model.DisplayPath));
        Assert.Equal((ModelMode.Never, Device.Edge, true, false, 2), (model.Mode, model.Device, model.AccuracyCritical, model.Resident, model.Sessions));
        Assert.Equal(["web", "worker"], model.Processes);
        Assert.Equal(["head/*"], model.SchemeOptions.ExcludeNodes);
        Assert.False(model.SchemeOptions.KeepIoTypes);
        Assert.Equal(40, model.Gate.MinSqnr);
        Assert.Equal(new PolicySettings { SkipBelow = Mb(100), RequireAbove = Mb(1024), WarnAt = 0.8, OnBudgetExceeded = Severity.Warning }, request.Settings);
        Assert.Equal((false, Mb(8), 1), (request.Verify, request.RewriteMemory, request.Threads));
        Assert.Equal([new PolicyProcess("web", Mb(512)), new PolicyProcess("worker", Mb(512))], request.Processes);
        Assert.Equal(["web", "worker"], request.Components[0].Processes);
        Assert.Equal(("Django + Python", Mb(70), "host"), (request.Components[0].Name, request.Components[0].Size, request.Components[0].Replaces));
        Assert.Equal((Phase.Peak, true, "ENABLE_GRADCAM"), (request.Components[1].Phase, request.Components[1].Optional, request.Components[1].Setting));
        Assert.Equal(["web"], request.Components[1].Processes);
    }

    [Fact]
    public void Takes_a_budget_for_a_process_by_name()
    {
        var request = ToolRun.In(_folder.Path, "a.onnx", "--process", "default;worker", "--memory-budget", "default=512MB", "--memory-budget", "worker=1GB").Request!;

        Assert.Equal([new PolicyProcess("default", Mb(512)), new PolicyProcess("worker", Mb(1024))], request.Processes);
    }

    [Theory]
    [InlineData("QB5001", "--scheme", "fp17")]
    [InlineData("QB5001", "--memory-budget", "512")]
    [InlineData("QB5001", "--component", "70MB")]
    [InlineData("QB5001", "--component", "A=70MB,sometimes")]
    [InlineData("QB5001", "--component", "A=70MB,setting=")]
    [InlineData("QB5001", "--format", "xml")]
    [InlineData("QB5001", "--fail-on", "never")]
    [InlineData("QB5001", "--color", "blue")]
    [InlineData("QB5001", "--warn-at", "90")]
    [InlineData("QB5002", "--scheme", "int8")]
    [InlineData("QB5002", "--runtime", "tflite")]
    [InlineData("QB5002", "--format", "sarif")]
    [InlineData("QB5001", "--shapes", "input:1x3xN")]
    [InlineData("QB5002", "--keep-optimizer", "true")]
    [InlineData("QB5001", "--session-options", "level=none")]
    [InlineData("QB5001", "--repeat", "0")]
    public void Refuses_what_is_illegal_or_not_built(string code, string option, string value)
    {
        var run = ToolRun.In(_folder.Path, "a.onnx", option, value);

        Assert.Equal(1, run.ExitCode);
        Assert.Null(run.Request);
        Assert.StartsWith($"{_folder.Path}(1,1): error {code}: {option}", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(letter => letter == '\n'));
    }

    [Fact]
    public void Measures_all_or_the_loading_only_or_nothing()
    {
        Assert.Equal((false, false), Measured("a.onnx"));
        Assert.Equal((true, false), Measured("a.onnx", "--measured"));
        Assert.Equal((false, true), Measured("a.onnx", "--load"));
        Assert.Contains("error QB5001: --load with --measured is not legal; legal: one of them", ToolRun.In(_folder.Path, "a.onnx", "--measured", "--load").Error, StringComparison.Ordinal);

        (bool, bool) Measured(params string[] args) => ToolRun.In(_folder.Path, args).Request is { } request ? (request.Measure, request.Load) : default;
    }

    [Fact]
    public void Refuses_a_component_whose_size_has_no_unit() =>
        Assert.Contains("error QB5001: Size '70' of QuantizeMemoryComponent 'A' is not legal", ToolRun.In(_folder.Path, "a.onnx", "--component", "A=70").Error, StringComparison.Ordinal);

    [Fact]
    public void Says_once_what_is_wrong_for_all_models() =>
        Assert.Equal(1, ToolRun.In(_folder.Path, "a.onnx", "b.onnx", "--mode", "x").Error.Count(letter => letter == '\n'));

    [Fact]
    public void Writes_the_document_to_the_output_and_diagnostics_to_the_error()
    {
        var run = ToolRun.With(Reports.Saying(Descriptors.NearBudget), "a.onnx", "--format", "json");

        Assert.Equal("/app/app.csproj(1,1): warning QB2002: text\n", run.Error);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("QB2002", json.RootElement.GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void Writes_a_failure_as_a_document_too()
    {
        using var json = JsonDocument.Parse(ToolRun.In(_folder.Path, "a.onnx", "--mode", "x", "--format", "json").Output);

        Assert.Equal("failed", json.RootElement.GetProperty("status").GetString());
        Assert.Equal("QB5001", json.RootElement.GetProperty("diagnostics")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void Shows_more_with_v()
    {
        Assert.DoesNotContain("int4", ToolRun.With(Reports.Skipped, "a.onnx").Output, StringComparison.Ordinal);
        Assert.Contains("not int4: not available yet", ToolRun.With(Reports.Skipped, "a.onnx", "-v").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_coloured_only_where_a_person_looks()
    {
        var terminal = new ToolSurroundings(Colors: true);

        Assert.DoesNotContain('\e', ToolRun.With(Reports.Skipped, "a.onnx").Output);
        Assert.Contains('\e', ToolRun.With(Reports.Skipped, terminal, "a.onnx").Output);
        Assert.DoesNotContain('\e', ToolRun.With(Reports.Skipped, terminal, "a.onnx", "--color", "never").Output);
        Assert.Contains('\e', ToolRun.With(Reports.Skipped, "a.onnx", "--color", "always").Output);
    }

    [Fact]
    public void Says_the_same_with_and_without_colour()
    {
        var plain = ToolRun.With(Reports.Skipped, "a.onnx").Output;
        var coloured = ToolRun.With(Reports.Skipped, "a.onnx", "--color", "always").Output;

        Assert.Equal(plain, System.Text.RegularExpressions.Regex.Replace(coloured, "\e\\[[0-9;]*m", ""));
    }

    private static ByteSize Mb(double megabytes) => ByteSize.FromMegabytes(megabytes);
}
