using System.Text;
using CliWrap;
using QuantBuild.Cli.Output;
using QuantBuild.Requests;
using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests.Commands;

public sealed class Progress : IDisposable
{
    private readonly TestDirectory _folder = new();

    [Fact]
    public void Is_one_line_that_the_next_overwrites_and_the_end_removes()
    {
        using var terminal = new StringWriter();
        using (var line = new ProgressLine(terminal, 40))
        {
            line.Show(new RunProgress("reading", "models/a-long-name.onnx", 1, 12));
            line.Show(new RunProgress("converting", "b.onnx", 2, 12));
        }

        Assert.Equal(
        [
            "",
            "1/12 reading models/a-long-name.onnx",
            "2/12 converting b.onnx              ",
            "                      ",
            "",
        ], terminal.ToString().Split('\r'));
    }

    [Fact]
    public void Never_fills_the_line_and_shows_names_as_text()
    {
        using var terminal = new StringWriter();
        using var line = new ProgressLine(terminal, 20);
        line.Show(new RunProgress("reading", "\u001b[2J" + new string('x', 40), 1, 1));
        Assert.Equal("\r1/1 reading \uFFFD[2Jxxx", terminal.ToString());
    }

    [TerminalTheory]
    [InlineData("", true)]
    [InlineData("CI=true ", false)]
    [InlineData("TERM=dumb ", false)]
    public async Task Is_for_a_person_at_a_terminal(string environment, bool shown)
    {
        new ModelBuilder().Input("x", "1,8").MatMul(8, 8).Output("y", "1,8").Save(_folder.File("m.onnx"));
        var tool = $"dotnet exec '{Path.Combine(AppContext.BaseDirectory, "dotnet-quantize-check.dll")}' check m.onnx";

        Assert.Equal(shown, (await RunAsync(environment + tool)).Contains("\r1/1 reading m.onnx", StringComparison.Ordinal));
        Assert.DoesNotContain("1/1", await RunAsync($"{environment}{tool} 2> errors; cat errors"), StringComparison.Ordinal);
        Assert.DoesNotContain("1/1", await RunAsync($"{environment}{tool} | cat"), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> RunAsync(string command)
    {
        var output = new StringBuilder();
        await CliWrap.Cli.Wrap("script").WithArguments(["-qec", command, "/dev/null"]).WithWorkingDirectory(_folder.Path)
            .WithEnvironmentVariables(new Dictionary<string, string?> { ["CI"] = null, ["TERM"] = "xterm" })
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output)).ExecuteAsync();
        return output.ToString();
    }
}
