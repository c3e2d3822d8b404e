using System.CommandLine;
using QuantBuild.Cli.Options;
using QuantBuild.Cli.Output;
using QuantBuild.Reporting;

namespace QuantBuild.Cli.Commands;

/// <summary>Runs models in ONNX Runtime, in processes of their own, and measures their memory; decides nothing.</summary>
internal static class MeasureCommand
{
    public static Command Create(ToolHost host)
    {
        var paths = PathsArgument.Create();
        var run = new RunOptions();
        var repeat = new RepeatOption();
        var output = new OutputOptions();
        var command = new Command("measure", "Run models in processes of their own and measure their memory") { paths };
        run.AddTo(command);
        repeat.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var session = new Session(host, output, parsed);
            var repeats = repeat.Read(parsed, host.CurrentFolder, session.Diagnostics);
            return session.Finish(session.Run(parsed.GetValue(paths) ?? [], run, parsed, request => host.Measure(request with { Repeats = repeats })), MeasureWriter.Lines);
        });
        return command;
    }
}
