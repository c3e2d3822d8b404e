using System.CommandLine;
using System.Globalization;
using QuantBuild.Diagnostics;
using QuantBuild.Execution.Measuring;

namespace QuantBuild.Cli.Options;

/// <summary>How often a model is measured; the median counts.</summary>
internal sealed class RepeatOption
{
    private const int Most = 100;

    private static readonly string Legal = $"a whole number from 1 to {Most}";

    private readonly Option<string> _option = new("--repeat") { Description = $"Processes a model is measured in: {Legal} [{MeasureOptions.DefaultRepeats}]" };

    public void AddTo(Command command) => command.Add(_option);

    public int Read(ParseResult parsed, string file, ICollection<Diagnostic> diagnostics)
    {
        if (parsed.GetValue(_option) is not { } text)
        {
            return MeasureOptions.DefaultRepeats;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var repeats) && repeats is >= 1 and <= Most)
        {
            return repeats;
        }

        diagnostics.Add(new Diagnostic(Descriptors.IllegalValue, $"--repeat '{text}' is not legal; legal: {Legal}.", file));
        return MeasureOptions.DefaultRepeats;
    }
}
