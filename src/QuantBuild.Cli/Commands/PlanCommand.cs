using System.CommandLine;
using QuantBuild.Cli.Options;
using QuantBuild.Cli.Output;
using QuantBuild.Reporting;

namespace QuantBuild.Cli.Commands;

/// <summary>What every scheme would come to before anything is written: size, projected peak, and where the peak is.</summary>
internal static class PlanCommand
{
    public static Command Create(ToolHost host)
    {
        var paths = PathsArgument.Create();
        var run = new RunOptions();
        var picture = new PictureOption();
        var output = new OutputOptions();
        var command = new Command("plan", "What every scheme would come to: size, projected peak, and where the peak is; writes no model") { paths };
        run.AddTo(command);
        picture.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var session = new Session(host, output, parsed);
            var report = session.Run(parsed.GetValue(paths) ?? [], run, parsed, request => session.WithSettingsFile(request, host.Plan(request)));
            picture.Write(parsed, report, session.Diagnostics, host.CurrentFolder);
            return session.Finish(report, PlanWriter.Lines);
        });
        return command;
    }
}
