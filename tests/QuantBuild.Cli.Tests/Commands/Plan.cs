using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;
using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests.Commands;

public sealed class Plan : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TestDirectory _folder = new();

    public Plan() => new ModelBuilder().Input("x", "64,256").MatMul(256, 512).Relu().MatMul(512, 16).Output("y", "64,16").Save(_folder.File("a.onnx"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shows_every_scheme_every_other_way_to_open_the_model_and_where_the_peak_is()
    {
        var run = ToolRun.Whole(_folder.Path, "plan", "a.onnx", "--memory-budget", "128MB");

        Assert.Equal(0, run.ExitCode);
        Snapshot.Match(run.Output, "plan.txt");
    }

    [Fact]
    public void Says_the_same_as_JSON()
    {
        var run = ToolRun.Whole(_folder.Path, "plan", "a.onnx", "--memory-budget", "128MB", "--format", "json");

        var plan = JsonDocument.Parse(run.Output).RootElement.GetProperty("models")[0].GetProperty("plan");
        Snapshot.Match(JsonSerializer.Serialize(plan, Indented), "plan.json");
    }

    [Fact]
    public void Writes_no_model()
    {
        ToolRun.Whole(_folder.Path, "plan", "a.onnx");

        Assert.Equal(["a.onnx"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Draws_the_peak_and_the_budget()
    {
        var run = ToolRun.Whole(_folder.Path, "plan", "a.onnx", "--memory-budget", "128MB", "--picture", "memory.svg");

        Assert.Equal(0, run.ExitCode);
        var drawing = XDocument.Load(_folder.File("memory.svg"));
        var texts = drawing.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList();
        Assert.Contains("budget 128.0 MB", texts);
        Assert.Contains(texts, text => text.StartsWith("peak at step ", StringComparison.Ordinal));
    }

    [Fact]
    public void Says_that_there_is_nothing_to_draw_where_extents_are_open()
    {
        new ModelBuilder().Input("x", "batch,64").MatMul(64, 64).Output("y", "batch,64").Save(_folder.File("open.onnx"));

        var run = ToolRun.Whole(_folder.Path, "plan", "open.onnx", "--picture", "memory.svg");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nothing to draw", run.Error, StringComparison.Ordinal);
        Assert.Contains("QB1016: extents of input 'x' are open, so the projection is weights only, a lower bound: add Shapes=\"x:1x64\"", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("memory.svg")));
    }

    [Fact]
    public void Fails_where_extents_are_open_and_a_budget_is_set()
    {
        new ModelBuilder().Input("x", "batch,64").MatMul(64, 64).Output("y", "batch,64").Save(_folder.File("open.onnx"));

        Assert.Equal(1, ToolRun.Whole(_folder.Path, "check", "open.onnx", "--memory-budget", "1GB").ExitCode);
        Assert.Equal(0, ToolRun.Whole(_folder.Path, "check", "open.onnx", "--memory-budget", "1GB", "--shapes", "x:8x64").ExitCode);
        Assert.Equal(0, ToolRun.Whole(_folder.Path, "check", "open.onnx", "--memory-budget", "1GB", "--runtime", "by-size").ExitCode);
    }
}
