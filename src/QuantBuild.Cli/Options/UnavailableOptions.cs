using System.CommandLine;
using QuantBuild.Cli.Output;
using QuantBuild.Diagnostics;

namespace QuantBuild.Cli.Options;

/// <summary>Options whose names are settled and that are not built yet.</summary>
internal sealed class UnavailableOptions(params Option[] options)
{
    public static UnavailableOptions OfCheck() => new(
        new Option<bool>("--load") { Description = "Load each model in its runtime (not available yet)" });

    public void AddTo(Command command)
    {
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    public void Refuse(ParseResult parsed, Session session, string file)
    {
        foreach (var option in options.Where(option => parsed.GetResult(option) is { Implicit: false }))
        {
            session.Diagnostics.Add(new Diagnostic(Descriptors.NotAvailableYet, $"{option.Name} is not available yet; remove it.", file));
        }
    }
}
