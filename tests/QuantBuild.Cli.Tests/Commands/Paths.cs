using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests.Commands;

public sealed class Paths : IDisposable
{
    private readonly TestDirectory _folder = new();

    public Paths()
    {
        foreach (var file in new[] { "b.onnx", "a.onnx", "deep/er/c.ONNX", "bin/skipped.onnx", "deep/obj/skipped.onnx", ".git/skipped.onnx", "notes.txt" })
        {
            _folder.Write(file, "");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void None_are_the_models_below() => Assert.Equal(["a.onnx", "b.onnx", "deep/er/c.ONNX"], Models());

    [Fact]
    public void A_folder_is_the_models_below_it() => Assert.Equal(["deep/er/c.ONNX"], Models("deep"));

    [Fact]
    public void A_pattern_is_what_it_matches()
    {
        Assert.Equal(["a.onnx", "b.onnx"], Models("*.onnx"));
        Assert.Equal(["deep/er/c.ONNX"], Models("deep/**/*.ONNX"));
        Assert.Equal(["a.onnx", "b.onnx"], Models(Path.Combine(_folder.Path, "*.onnx")));
    }

    [Fact]
    public void Keep_their_order_and_are_named_once() => Assert.Equal(["b.onnx", "a.onnx", "deep/er/c.ONNX"], Models("b.onnx", "*.onnx", "deep", "a.onnx"));

    [Fact]
    public void A_missing_file_stays_a_model_for_the_reader_to_refuse() => Assert.Equal(["missing.onnx"], Models("missing.onnx"));

    [Theory]
    [InlineData("QB1010", "*.tflite")]
    [InlineData("QB1010", "bin/obj")]
    [InlineData("QB5007", "app.sln")]
    [InlineData("QB5007", "app.slnx")]
    [InlineData("QB5001", "app.csproj", "a.onnx")]
    [InlineData("QB5007", "missing.csproj")]
    public void Are_refused_with_a_reason(string code, params string[] paths)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "bin/obj"));

        var run = ToolRun.In(_folder.Path, paths);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"error {code}: ", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Request);
    }

    [Fact]
    public void None_with_two_projects_here_is_ambiguous()
    {
        _folder.Write("one.csproj", "");
        _folder.Write("two.fsproj", "");

        Assert.Contains("error QB5001: The folder has 2 projects; name one: one.csproj, two.fsproj.", ToolRun.In(_folder.Path).Error, StringComparison.Ordinal);
    }

    private IEnumerable<string> Models(params string[] paths) => ToolRun.In(_folder.Path, paths).Request!.Models.Select(model => model.DisplayPath);
}
