using System.Globalization;
using QuantBuild.Memory;
using QuantBuild.Policy;
using QuantBuild.Schemes;
using QuantBuild.Verification;

namespace QuantBuild.Reporting;

/// <summary>One line a model: path, decision, size before → after, peak, reason. A reason that does not fit goes below.</summary>
internal static class ModelLines
{
    private const string Indent = "    ";
    private const int ShortestPath = 24;

    public static IEnumerable<TextLine> Of(Report report, TextOptions options)
    {
        var table = new TextTable(false, false, false, false);
        foreach (var model in report.Models)
        {
            table.Add(model.DisplayPath, DecisionOf(model), SizeOf(model), PeakOf(model));
        }

        var widths = table.Fit(options.Width, ShortestPath);
        var used = TextTable.Total(widths) + 2;
        for (var row = 0; row < report.Models.Count; row++)
        {
            var model = report.Models[row];
            var line = table.Line(row, widths);
            var reason = ReasonOf(model);
            var fits = used + reason.Length <= options.Width;
            yield return fits ? new TextLine([.. line.Spans, "  ", new TextSpan(reason, Tone.Quiet)]) : line;
            foreach (var below in fits ? [] : Indented(reason, options.Width))
            {
                yield return below;
            }

            foreach (var detail in options.Details ? Details(model, report.BaseFolder) : [])
            {
                foreach (var below in Indented(detail, options.Width))
                {
                    yield return below;
                }
            }
        }
    }

    private static IEnumerable<TextLine> Indented(string text, int width) =>
        WordWrap.Lines(text, width - Indent.Length).Select(line => TextLine.Of(Indent, new TextSpan(line, Tone.Quiet)));

    private static TextSpan DecisionOf(ModelReport model)
    {
        if (model.Decision is not { } decision)
        {
            return new TextSpan(model.Facts is null ? "not readable" : "not decided", Tone.Bad);
        }

        var words = decision.Action.ToString().ToLowerInvariant() + (decision.Scheme is { } scheme ? " " + scheme : "");
        return new TextSpan(decision.WouldBe ? "would " + words : words, decision.Action switch
        {
            DecisionAction.Skip => Tone.Good,
            DecisionAction.Quantize => Tone.Plain,
            _ => Tone.Caution,
        });
    }

    private static string SizeOf(ModelReport model) => model switch
    {
        { Facts: null } => "",
        { Output: { } output } => Numbers.Change(model.Facts.Size.ToString(), output.Size.ToString()),
        _ => model.Facts.Size.ToString(),
    };

    private static string PeakOf(ModelReport model)
    {
        if (model.Original is not { } original)
        {
            return "";
        }

        var shipped = model.Shipped ?? original;
        var bound = original.LowerBound || shipped.LowerBound ? "peak ≥ " : "peak ";
        var source = original switch
        {
            { Source: not ItemSource.Measured } => "",
            { ActivationsSource: ItemSource.Measured } => "measured ",
            _ => "load measured, ",
        };
        return source + bound + Numbers.Change(original.Peak.Expected.ToString(), shipped.Peak.Expected.ToString());
    }

    private static string ReasonOf(ModelReport model) =>
        model.Decision?.Reasons is [var first, ..] ? first
        : model.Decision is null && model.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == Diagnostics.Severity.Error) is { } error
            ? $"{error.Code}: {error.Descriptor.Title}"
            : "";

    private static IEnumerable<string> Details(ModelReport model, string baseFolder)
    {
        foreach (var reason in model.Decision?.Reasons.Skip(1) ?? [])
        {
            yield return reason;
        }

        foreach (var rejected in model.Decision?.Rejected ?? [])
        {
            yield return $"not {rejected.Scheme}: {rejected.Reason}";
        }

        if (model.Observations is { } observations)
        {
            yield return Describe(observations);
        }

        if (model.Output is { Path: { } path } output)
        {
            var beside = output.Files.Count > 1 ? $" and {Path.GetFileName(output.Files[1].Path)} beside it" : "";
            yield return $"wrote {RelativePath.Of(path, baseFolder)}{beside}, {output.Size}, reduced by {Numbers.Percent(output.ReductionPercent, 100)}{Casts(output)}";
        }

        if (model.IsWithheld)
        {
            yield return $"not written: nothing of {(model.Processes is [var process] ? $"process {process}" : "its processes")} is, because of the errors told";
        }

        if (model.Verification is { } verification)
        {
            yield return Describe(verification);
        }
    }

    private static string Casts(OutputReport output) => output.Casts switch { null => "", 1 => ", 1 cast", { } casts => $", {casts} casts" };

    private static string Describe(Observations observations) => observations.NotRun is { } reason
        ? $"not observed: {reason}"
        : $"observed {observations.Values} values on {observations.Inputs} inputs, {observations.OutOfRange.Count} of them beyond the range of float16{Describe(observations.Noise)}";

    private static string Describe(ObservedNoise? noise) => noise switch
    {
        null => "",
        { NotMeasured: { } reason } => $"; what float16 costs the outputs was not measured: {reason}",
        { CeilingDb: double.PositiveInfinity } or { SqnrDb: double.PositiveInfinity } => $"; {noise.Runs} artifacts run: nothing is lost",
        _ => string.Create(CultureInfo.InvariantCulture,
            $"; {noise.Runs} artifacts run: {noise.SqnrDb:0.0} dB of the {noise.CeilingDb:0.0} that rounded weights alone leave{(noise.Float32.Count == 0 ? "" : $", with {noise.Float32.Sum(span => span.Count)} nodes more in float32")}"),
    };

    private static string Describe(VerificationResult verification)
    {
        var words = verification.Status switch
        {
            VerificationStatus.Passed when verification.SqnrDb < OutputJudge.ExpectedSqnr => "runs, but far from the original",
            VerificationStatus.Passed => "verified",
            VerificationStatus.Failed => "verification failed",
            _ => "not verified",
        };
        var outcome = verification.Identical ? ": outputs identical"
            : verification.SqnrDb is { } sqnr ? FormattableString.Invariant($": SQNR {sqnr:0.0} dB on {verification.Inputs} inputs")
            : verification.MaxAbsError is { } error ? FormattableString.Invariant($": largest error {error:0.0e0} on {verification.Inputs} inputs")
            : "";
        return words + outcome + (verification.Reason is { } reason ? $" ({reason})" : "");
    }
}
