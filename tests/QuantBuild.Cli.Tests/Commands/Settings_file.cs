using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests.Commands;

public sealed class Settings_file : IDisposable
{
    private static readonly string[] Switches = ["--runtime", "by-size", "--setting", "PRELOAD_MODEL", "--component", "Grad-CAM=85MB,peak,optional,setting=ENABLE_GRADCAM"];

    private readonly TestDirectory _folder = new();

    public Settings_file() => new ModelBuilder().Input("x", "1,64").MatMul(64, 64).Output("y", "1,64").Save(_folder.File("a.onnx"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("512MB", "PRELOAD_MODEL=false\nENABLE_GRADCAM=true\n", 0)]
    [InlineData("80MB", "PRELOAD_MODEL=false\nENABLE_GRADCAM=false\n", 2)]
    public void Says_what_fits_the_budget(string budget, string expected, int exitCode)
    {
        var run = ToolRun.Whole(_folder.Path, ["a.onnx", .. Switches, "--memory-budget", budget, "--settings-file", "deploy/app.env"]);

        Assert.Equal((exitCode, expected), (run.ExitCode, File.ReadAllText(_folder.File("deploy/app.env"))));
        Assert.Single(Directory.EnumerateFiles(_folder.File("deploy")));
    }

    [Fact]
    public void Keeps_a_model_loaded_where_that_was_said()
    {
        ToolRun.Whole(_folder.Path, ["a.onnx", .. Switches, "--resident", "true", "--settings-file", "app.env"]);

        Assert.Equal("PRELOAD_MODEL=true\nENABLE_GRADCAM=true\n", File.ReadAllText(_folder.File("app.env")));
    }

    [Fact]
    public void Is_left_as_it_was_where_not_all_could_be_decided()
    {
        File.WriteAllText(_folder.File("b.onnx"), "no model");
        File.WriteAllText(_folder.File("app.env"), "as it was");

        var run = ToolRun.Whole(_folder.Path, ["a.onnx", "b.onnx", .. Switches, "--settings-file", "app.env"]);

        Assert.Equal((1, "as it was"), (run.ExitCode, File.ReadAllText(_folder.File("app.env"))));
    }

    [Fact]
    public void That_cannot_be_written_is_an_error()
    {
        File.WriteAllText(_folder.File("file"), "");

        var run = ToolRun.Whole(_folder.Path, ["a.onnx", .. Switches, "--settings-file", "file/app.env"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error QB5001: QuantBuildSettingsFile 'file/app.env' cannot be written", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_no_switch_that_would_break_its_lines() =>
        Assert.Contains("error QB5001: --setting 'A=1' is not legal; legal: the name of a switch", ToolRun.In(_folder.Path, "a.onnx", "--setting", "A=1").Error, StringComparison.Ordinal);
}
