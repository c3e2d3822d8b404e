using System.CommandLine;
using QuantBuild.Cli.Options;
using QuantBuild.Cli.Output;
using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Commands;

/// <summary>Runs two models on equal inputs: the verification of the build, for any two files.</summary>
internal static class CompareCommand
{
    public static Command Create(ToolHost host)
    {
        var original = new Argument<string>("original") { Description = "The model to compare with" };
        var artifact = new Argument<string>("artifact") { Description = "The model that should give the same" };
        SettingOption[] settings = [new(ModelMetadata.MinSqnr), new(ModelMetadata.Shapes), new(ModelMetadata.Samples)];
        var output = new OutputOptions();
        var command = new Command("compare", "Run two models on equal inputs and say how far apart their outputs are") { original, artifact };
        foreach (var setting in settings)
        {
            command.Add(setting.Option);
        }

        output.AddTo(command);
        command.SetAction(parsed =>
        {
            var session = new Session(host, output, parsed);
            var metadata = settings.Where(setting => setting.Read(parsed) is not null).ToDictionary(setting => setting.Name.Name, setting => setting.Read(parsed)!);
            var request = session.Comparison(parsed.GetRequiredValue(original), parsed.GetRequiredValue(artifact), metadata);
            return session.Finish(request is null ? null : host.Compare(request with { Cancellation = host.Cancellation }), ComparisonWriter.Lines);
        });
        return command;
    }
}
