using System.CommandLine;
using QuantBuild.Diagnostics;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Options;

/// <summary>How much of a projection is measured instead.</summary>
internal sealed class MeasuringOptions
{
    private readonly Option<bool> _measured = new("--measured")
    {
        Description = "Run the models that can be run, and gate on the memory they take instead of the projected",
    };

    private readonly Option<bool> _load = new("--load")
    {
        Description = "Load the models in processes of their own, without inputs, and project only what running adds",
    };

    public void AddTo(Command command)
    {
        command.Add(_measured);
        command.Add(_load);
    }

    /// <summary>Null where a diagnostic says what does not go together.</summary>
    public RunRequest? Apply(ParseResult parsed, RunRequest request, string file, ICollection<Diagnostic> diagnostics)
    {
        var (measured, load) = (parsed.GetValue(_measured), parsed.GetValue(_load));
        if (measured && load)
        {
            diagnostics.Add(new Diagnostic(Descriptors.IllegalValue,
                $"{_load.Name} with {_measured.Name} is not legal; legal: one of them ({_measured.Name} runs the models and loads them on the way).", file));
            return null;
        }

        return request with { Measure = measured, Load = load };
    }
}
