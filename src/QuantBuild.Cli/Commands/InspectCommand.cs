using System.CommandLine;
using QuantBuild.Cli.Options;
using QuantBuild.Cli.Output;
using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Commands;

/// <summary>Says what models are: parameters, types, tensors; decides nothing.</summary>
internal static class InspectCommand
{
    public static Command Create(ToolHost host)
    {
        var paths = PathsArgument.Create();
        var output = new OutputOptions();
        var command = new Command("inspect", "Parameters, element types and tensors of models; one model in full, several as a table") { paths };
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var session = new Session(host, output, parsed);
            var models = session.Models(parsed.GetValue(paths) ?? []);
            var report = models is null || session.Failed ? null : host.Inspect(new InspectRequest
            {
                Paths = models,
                BaseFolder = host.CurrentFolder,
                Tensors = models.Count == 1,
            });
            return session.Finish(report, InspectWriter.Lines);
        });
        return command;
    }
}
