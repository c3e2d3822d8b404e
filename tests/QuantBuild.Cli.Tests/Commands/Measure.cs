using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using QuantBuild.Execution;
using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests.Commands;

public sealed partial class Measure : IDisposable
{
    private readonly TestDirectory _folder = new();

    public Measure() => new ModelBuilder().Input("x", "batch,64").MatMul(64, 64).Output("y", "batch,64").Save(_folder.File("a.onnx"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Asks_for_a_measurement_with_the_options_of_a_project()
    {
        var request = ToolRun.In(_folder.Path, "measure", "a.onnx", "--repeat", "5", "--shapes", "x:2x64", "--session-options", "level=basic;heap=fixed").Request!;

        Assert.Equal(5, request.Repeats);
        Assert.Equal("x:2x64", request.Models[0].RuntimeOptions.Shapes.ToString());
        Assert.Equal(new SessionSettings { Level = OptimizationLevel.Basic, FixedHeap = true }, request.Models[0].RuntimeOptions.Session);
    }

    [Fact]
    public void Asks_check_to_gate_on_it()
    {
        var request = ToolRun.In(_folder.Path, "a.onnx", "--measured", "--repeat", "1").Request!;

        Assert.Equal((true, 1), (request.Measure, request.Repeats));
    }

    [Fact]
    public void Prints_each_phase()
    {
        var run = Real("measure", "a.onnx", "--repeat", "1");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var text = Spaces().Replace(Sizes().Replace(run.Output, "SIZE"), " ");
        Snapshot.Match(text, "measure.txt");
    }

    [Fact]
    public void Writes_the_figures_to_the_document()
    {
        using var json = JsonDocument.Parse(Real("measure", "a.onnx", "--repeat", "1", "--format", "json").Output);

        var measured = json.RootElement.GetProperty("models")[0].GetProperty("measured");
        Assert.Equal("x[0] (batch)", measured.GetProperty("unsetDimensions")[0].GetString());
        foreach (var figure in new[] { "baseBytes", "loadPeakBytes", "loadedBytes", "firstRunPeakBytes", "steadyPeakBytes", "peakBytes" })
        {
            var median = measured.GetProperty(figure).GetProperty("median").GetInt64();
            Assert.InRange(median, 1, 1L << 30);
            Assert.Equal(median, measured.GetProperty(figure).GetProperty("max").GetInt64());
        }
    }

    [Fact]
    public void Fails_where_a_model_cannot_be_measured()
    {
        new ModelBuilder().Input("x", "1").Node("NoSuchOperator", ["x"]).Output("y", "1").Save(_folder.File("b.onnx"));

        var run = Real("measure", "b.onnx");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error QB5013: The model was not measured: ONNX Runtime does not load it", run.Error, StringComparison.Ordinal);
        Assert.Contains("not measured (QB5013", run.Output, StringComparison.Ordinal);
    }

    private (int ExitCode, string Output, string Error) Real(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = Tool.Run(args, new ToolHost { CurrentFolder = _folder.Path, Output = output, Error = error });
        return (exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    [GeneratedRegex(@"[0-9.]+ (MB|KB|B)\b")]
    private static partial Regex Sizes();

    [GeneratedRegex("(?<=[^ \n]) {2,}")]
    private static partial Regex Spaces();
}
