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
        var measuring = new MeasuringOptions();
        var repeat = new RepeatOption();
        var picture = new PictureOption();
        var command = new Command(Name, "Decide what the build would ship and whether it fits; writes no model (the default command)") { paths };
        run.AddTo(command);
        output.AddTo(command);
        measuring.AddTo(command);
        repeat.AddTo(command);
        picture.AddTo(command);
        command.SetAction(parsed =>
        {
            var session = new Session(host, output, parsed);
            var repeats = repeat.Read(parsed, host.CurrentFolder, session.Diagnostics);
            var report = session.Run(parsed.GetValue(paths) ?? [], run, parsed, request =>
                measuring.Apply(parsed, request, host.CurrentFolder, session.Diagnostics) is { } applied ? session.WithSettingsFile(applied, host.Run(applied with { Repeats = repeats })) : null);
            picture.Write(parsed, report, session.Diagnostics, host.CurrentFolder);
            return session.Finish(report, TextReportWriter.Lines);
        });
        return command;
    }
}
