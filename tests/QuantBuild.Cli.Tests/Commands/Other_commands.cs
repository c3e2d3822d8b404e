using System.CommandLine;
using QuantBuild.Diagnostics;
using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests.Commands;

public sealed class Other_commands : IDisposable
{
    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inspect_lists_the_tensors_of_one_model_only()
    {
        var one = ToolRun.In(_folder.Path, "inspect", "a.onnx").Inspected!;
        var two = ToolRun.In(_folder.Path, "inspect", "a.onnx", "b.onnx").Inspected!;

        Assert.Equal((true, false), (one.Tensors, two.Tensors));
        Assert.Equal([Path.Combine(_folder.Path, "a.onnx")], one.Paths);
        Assert.Equal(_folder.Path, two.BaseFolder);
    }

    [Fact]
    public void Inspect_shows_the_facts() =>
        Assert.Contains("bytes per parameter  4.00", ToolRun.With(Reports.Skipped, "inspect", "a.onnx").Output, StringComparison.Ordinal);

    [Fact]
    public void Explain_prints_cause_example_and_fix()
    {
        var run = ToolRun.In(_folder.Path, "explain", "qb2001");

        Assert.Equal(0, run.ExitCode);
        Snapshot.Match(run.Output, "explain-QB2001.txt");
    }

    [Fact]
    public void Explain_lists_every_code() =>
        Assert.Equal(Descriptors.All.Select(descriptor => descriptor.Id), ToolRun.In(_folder.Path, "explain").Output.Split('\n')[..^1].Select(line => line[..6]));

    [Fact]
    public void Explain_refuses_an_unknown_code()
    {
        var run = ToolRun.In(_folder.Path, "explain", "QB7777");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error QB5001: 'QB7777'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_command() =>
        Snapshot.Match(ToolRun.In(_folder.Path, "--help").Output.Replace(RootCommand.ExecutableName, "dotnet-quantize-check", StringComparison.Ordinal), "help.txt");
}
