using System.CommandLine;
using QuantBuild.Cli.Options;
using QuantBuild.Cli.Output;
using QuantBuild.Reporting;

namespace QuantBuild.Cli.Commands;

/// <summary>Decides and gates what the build would ship; writes no model.</summary>
internal static class CheckCommand
{
    public const string Name = "check";

    public static Command Create(ToolHost host)
    {
        var paths = PathsArgument.Create();
        var run = new RunOptions();
        var output = new OutputOptions();
        var unavailable = UnavailableOptions.OfCheck();
        var command = new Command(Name, "Decide what the build would ship and whether it fits; writes no model (the default command)") { paths };
        run.AddTo(command);
        output.AddTo(command);
        unavailable.AddTo(command);
        command.SetAction(parsed =>
        {
            var session = new Session(host, output, parsed);
            unavailable.Refuse(parsed, session, host.CurrentFolder);
            var request = session.Request(parsed.GetValue(paths) ?? [], run, parsed);
            return session.Finish(request is null ? null : host.Run(request), TextReportWriter.Lines);
        });
        return command;
    }
}
