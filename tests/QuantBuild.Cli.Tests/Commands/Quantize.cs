using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests.Commands;

public sealed class Quantize : IDisposable
{
    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_one_model_to_a_file() => Assert.Equal(["out.onnx"], Outputs("a.onnx", "-o", "out.onnx"));

    [Fact]
    public void Writes_one_model_by_its_name_into_a_folder_that_exists_or_ends_like_one()
    {
        Directory.CreateDirectory(_folder.File("there/x/.."));

        Assert.Equal(["there/a.onnx"], Outputs("models/a.onnx", "-o", "there"));
        Assert.Equal(["new/a.onnx"], Outputs("models/a.onnx", "-o", "new/"));
    }

    [Fact]
    public void Writes_several_models_into_a_folder_at_their_places() => Assert.Equal(["out/a.onnx", "out/deep/b.onnx"], Outputs("a.onnx", "deep/b.onnx", "--output", "out"));

    [Fact]
    public void Writes_a_model_from_elsewhere_by_its_name() => Assert.Equal(["out/c.onnx"], Outputs("../elsewhere/c.onnx", "-o", "out/"));

    [Fact]
    public void Asks_to_write() => Assert.True(ToolRun.In(_folder.Path, "quantize", "a.onnx", "-o", "b.onnx").Request!.Write);

    [Fact]
    public void Does_not_overwrite_the_original()
    {
        var run = ToolRun.In(_folder.Path, "quantize", "a.onnx", "-o", "./a.onnx");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error QB5001: --output './a.onnx' would overwrite", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Request);
    }

    [Fact]
    public void Says_of_a_model_that_it_was_not_written_because_of_another()
    {
        new ModelBuilder().Input("x", "1,64").MatMul(64, 64).Output("y", "1,64").Save(_folder.File("a.onnx"));
        _folder.Write("broken.onnx", [1, 2, 3]);
        using var output = new MemoryStream();

        Tool.Run(["quantize", "a.onnx", "broken.onnx", "-o", "out/", "--mode", "always"], new ToolHost { CurrentFolder = _folder.Path, Output = output, Error = TextWriter.Null });

        Assert.Contains("    not written: nothing of process default is, because of the errors told", System.Text.Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Fact]
    public void Refuses_two_models_for_one_file()
    {
        var run = ToolRun.In(_folder.Path, "quantize", "../one/a.onnx", "../two/a.onnx", "-o", "out");

        Assert.Contains("error QB5004: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_skipped_model_says_why_and_is_0()
    {
        var run = ToolRun.With(Reports.Skipped, "quantize", "a.onnx", "-o", "b.onnx");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("skip  95.0 MB  peak 95.0 MB  95.0 MB < 200.0 MB, small enough", run.Output, StringComparison.Ordinal);
    }

    private IEnumerable<string> Outputs(params string[] args) =>
        ToolRun.In(_folder.Path, ["quantize", .. args]).Request!.Models.Select(model => Path.GetRelativePath(_folder.Path, model.OutputPath!).Replace('\\', '/'));
}
