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
        var measured = new Option<bool>("--measured") { Description = "Run the models that can be run, and gate on the memory they take instead of the projected" };
        var repeat = new RepeatOption();
        var picture = new PictureOption();
        var unavailable = UnavailableOptions.OfCheck();
        var command = new Command(Name, "Decide what the build would ship and whether it fits; writes no model (the default command)") { paths };
        run.AddTo(command);
        output.AddTo(command);
        command.Add(measured);
        repeat.AddTo(command);
        picture.AddTo(command);
        unavailable.AddTo(command);
        command.SetAction(parsed =>
        {
            var session = new Session(host, output, parsed);
            unavailable.Refuse(parsed, session, host.CurrentFolder);
            var repeats = repeat.Read(parsed, host.CurrentFolder, session.Diagnostics);
            var request = session.Request(parsed.GetValue(paths) ?? [], run, parsed);
            var report = request is null ? null : host.Run(request with { Measure = parsed.GetValue(measured), Repeats = repeats, Cancellation = host.Cancellation });
            picture.Write(parsed, report, session.Diagnostics, host.CurrentFolder);
            return session.Finish(report, TextReportWriter.Lines);
        });
        return command;
    }
}
