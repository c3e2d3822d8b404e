using System.Globalization;
using QuantBuild.Execution;
using QuantBuild.Models;
using QuantBuild.Verification;

namespace QuantBuild.Reporting;

/// <summary>Two models side by side: what they are, a row an output, and the verdict.</summary>
internal static class ComparisonWriter
{
    private const int ShortestName = 24;

    public static string Write(Report report, TextOptions options) => string.Concat(Lines(report, options).Select(line => line + "\n"));

    public static IEnumerable<TextLine> Lines(Report report, TextOptions options)
    {
        if (report.Models is not [var original, var artifact])
        {
            yield break;
        }

        foreach (var line in Models(original, artifact).Lines(options.Width, ShortestName))
        {
            yield return line;
        }

        if (report.Comparison is not { } comparison)
        {
            yield break;
        }

        yield return TextLine.Empty;
        if (comparison.Outputs.Count > 0)
        {
            foreach (var line in Outputs(comparison.Outputs).Lines(options.Width, ShortestName))
            {
                yield return line;
            }

            yield return TextLine.Empty;
        }

        foreach (var line in WordWrap.Lines(Verdict(comparison.Result), options.Width))
        {
            yield return TextLine.Of(new TextSpan(line, comparison.Result.Status == VerificationStatus.Passed ? Tone.Good : Tone.Bad));
        }
    }

    private static TextTable Models(ModelReport original, ModelReport artifact)
    {
        var table = new TextTable(false, false, true, false);
        foreach (var (role, model) in new[] { ("original", original), ("artifact", artifact) })
        {
            table.Add(new TextSpan(role, Tone.Quiet), model.DisplayPath, model.Facts?.Size.ToString() ?? "", model.Facts is { } facts
                ? string.Join(", ", facts.WeightBytes.Select(entry => $"{entry.Key.ReportName()} {entry.Value}"))
                : new TextSpan("not readable", Tone.Bad));
        }

        return table;
    }

    private static TextTable Outputs(IReadOnlyList<OutputComparison> outputs)
    {
        var table = new TextTable(false, false, true, true, true, true, false);
        table.Add(Header("output"), Header("dtype"), Header("elements"), Header("SQNR"), Header("max error"), Header("equal"));
        foreach (var output in outputs)
        {
            if (output.Incomparable is { } reason)
            {
                table.Add(output.Name, "", "", "", "", "", new TextSpan(reason, Tone.Bad));
                continue;
            }

            table.Add(output.Name, output.Type.ReportName(), Numbers.Count(output.Elements),
                output.Elements == 0 ? "empty" : output.Identical ? "identical" : output.SqnrDb is { } sqnr ? string.Create(CultureInfo.InvariantCulture, $"{sqnr:0.0} dB") : "",
                output is { MaxAbsError: { } error, Elements: > 0 } ? error.ToString("0.0e0", CultureInfo.InvariantCulture) : "",
                output.Type.IsFloatingPoint() || output.Elements == 0 ? "" : Numbers.Percent(output.EqualShare, 1),
                output.NotFinite == 0 ? "" : new TextSpan($"{Numbers.Count(output.NotFinite)} not finite in one of them", Tone.Bad));
        }

        return table;
    }

    private static string Verdict(VerificationResult result)
    {
        var reason = result.Reason is { } text ? $" ({text})" : "";
        return result.Status switch
        {
            VerificationStatus.Failed => $"failed: {result.Reason}",
            VerificationStatus.NotRun => $"not compared: {result.Reason}",
            _ when result.Identical => $"outputs identical on {result.Inputs} inputs{reason}",
            _ when result.SqnrDb is { } sqnr => string.Create(CultureInfo.InvariantCulture, $"worst output: SQNR {sqnr:0.0} dB on {result.Inputs} inputs{reason}"),
            _ when result.MaxAbsError is { } error => string.Create(CultureInfo.InvariantCulture, $"largest error {error:0.0e0} on {result.Inputs} inputs{reason}"),
            _ => $"compared on {result.Inputs} inputs{reason}",
        };
    }

    private static TextSpan Header(string text) => new(text, Tone.Quiet);
}
