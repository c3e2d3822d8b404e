using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests.Commands;

public sealed class Compare : IDisposable
{
    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Asks_for_two_models_with_a_gate_and_extents()
    {
        var request = ToolRun.In(_folder.Path, "compare", "a.onnx", "../b.onnx", "--min-sqnr", "40", "--shapes", "x:1x3").Compared!;

        Assert.Equal((Path.Combine(_folder.Path, "a.onnx"), "a.onnx"), (request.Original.Path, request.Original.DisplayPath));
        Assert.Equal("../b.onnx", request.Artifact.DisplayPath);
        Assert.Equal((40, "x:1x3"), (request.Original.Gate.MinSqnr, request.Original.RuntimeOptions.Shapes.ToString()));
        Assert.Equal(_folder.Path, request.BaseFolder);
    }

    [Fact]
    public void Has_no_gate_of_its_own() => Assert.Null(ToolRun.In(_folder.Path, "compare", "a.onnx", "b.onnx").Compared!.Original.Gate.MinSqnr);

    [Theory]
    [InlineData("--min-sqnr", "much")]
    [InlineData("--shapes", "x")]
    [InlineData("--format", "xml")]
    public void Refuses_what_is_illegal(string option, string value)
    {
        var run = ToolRun.In(_folder.Path, "compare", "a.onnx", "b.onnx", option, value);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error QB5001: " + option, run.Error, StringComparison.Ordinal);
        Assert.Null(run.Compared);
    }

    [Theory]
    [InlineData("a.onnx")]
    [InlineData("a.onnx", "b.onnx", "c.onnx")]
    public void Takes_exactly_two(params string[] models)
    {
        var run = ToolRun.In(_folder.Path, ["compare", .. models]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }
}
