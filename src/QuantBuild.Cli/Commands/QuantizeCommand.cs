using System.CommandLine;
using QuantBuild.Cli.Options;
using QuantBuild.Cli.Output;
using QuantBuild.Cli.Paths;
using QuantBuild.Reporting;

namespace QuantBuild.Cli.Commands;

/// <summary>Decides as the build does, and writes the artifacts of what is not skipped.</summary>
internal static class QuantizeCommand
{
    public static Command Create(ToolHost host)
    {
        var paths = PathsArgument.Create();
        var target = new Option<string>("--output", "-o")
        {
            Description = "File to write, or a folder: one that exists, ends with a separator, or takes several models",
            Required = true,
        };
        var run = new RunOptions();
        var output = new OutputOptions();
        var command = new Command("quantize", "Write the artifact of each model that the rules do not skip (--mode always overrides them)") { paths, target };
        run.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var session = new Session(host, output, parsed) { Details = true };
            var report = session.Run(parsed.GetValue(paths) ?? [], run, parsed, request => session.WithSettingsFile(request, host.Run(request with { Write = true })),
                (items, project) => OutputPaths.Assign(items, OutputPaths.Of(parsed.GetRequiredValue(target), project), host, session.Diagnostics));
            return session.Finish(report, TextReportWriter.Lines);
        });
        return command;
    }
}
