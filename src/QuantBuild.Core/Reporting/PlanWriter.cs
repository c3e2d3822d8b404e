using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Reporting.Pictures;
using QuantBuild.Schemes;

namespace QuantBuild.Reporting;

/// <summary>What every scheme would come to, model by model, with the memory of a run as a picture; then the report of the decision.</summary>
internal static class PlanWriter
{
    private const string Indent = "  ";
    private const int ShortestScheme = 12;

    public static IEnumerable<TextLine> Lines(Report report, TextOptions options)
    {
        foreach (var model in report.Models.Where(model => model is { Plan: not null, Facts: not null, Original: not null }))
        {
            foreach (var line in Of(model, report, options).Append(TextLine.Empty))
            {
                yield return line;
            }
        }

        foreach (var line in TextReportWriter.Lines(report, options))
        {
            yield return line;
        }
    }

    /// <summary>The pictures of all models that have one, in item order.</summary>
    public static IEnumerable<MemoryPicture> Pictures(Report report) => report.Models.Select(model => Picture(model, report)).OfType<MemoryPicture>();

    private static IEnumerable<TextLine> Of(ModelReport model, Report report, TextOptions options)
    {
        yield return TextLine.Of(new TextSpan(model.DisplayPath, Tone.Strong), $"  {model.Facts!.Size}, {Numbers.Count(model.Facts.Parameters)} parameters");
        var table = new TextTable(false, true, true, true, false, false);
        table.Add(Heads("scheme", "size", "change", "peak", "between", "typical loss"));
        table.Add(Row("as it is", model.Facts.Size, model.Facts.Size, model.Original!, "–"));
        foreach (var candidate in model.Plan!.Candidates)
        {
            table.Add(candidate.IsAvailable
                ? Row(candidate.Scheme, candidate.OutputSize!.Value, model.Facts.Size, candidate.Projection!, TypicalLoss.Of(candidate.Scheme) ?? "–")
                : [new TextSpan(Indent + candidate.Scheme, Tone.Quiet), "", "", "", new TextSpan(candidate.Unavailable ?? "", Tone.Quiet), new TextSpan(TypicalLoss.Of(candidate.Scheme) ?? "–", Tone.Quiet)]);
        }

        foreach (var change in model.Plan.Changes)
        {
            table.Add(Row(change.Change, model.Facts.Size, model.Facts.Size, change.Projection, "–"));
        }

        foreach (var line in table.Lines(options.Width, ShortestScheme))
        {
            yield return line;
        }

        var notes = model.Plan.Changes.Where(change => change.Needs.Length > 0).Select(change => $"{change.Change} needs {change.Needs}");
        foreach (var words in notes.Concat(model.Plan.WhatIf).Concat(model.Original!.Doubts.Select(doubt => $"low confidence: {doubt}")).SelectMany(words => WordWrap.Lines(words, options.Width - Indent.Length)))
        {
            yield return TextLine.Of(new TextSpan(Indent + words));
        }

        foreach (var line in Picture(model, report) is { } picture ? TextPicture.Lines(picture, options).Prepend(TextLine.Empty) : [])
        {
            yield return line;
        }
    }

    private static MemoryPicture? Picture(ModelReport model, Report report)
    {
        if (model.Original is not { } projection)
        {
            return null;
        }

        var process = report.Processes.FirstOrDefault(process => model.Processes.Contains(process.Name));
        var idle = process?.Projection.Idle.Expected ?? ByteSize.Zero;
        var own = (model.Shipped ?? projection).Weights.Expected;
        return MemoryPicture.Of(model.DisplayPath, projection, idle > own ? idle - own : ByteSize.Zero, process?.Budget);
    }

    private static TextSpan[] Heads(params string[] names) => [.. names.Select((name, column) => new TextSpan((column == 0 ? Indent : "") + name, Tone.Quiet))];

    private static TextSpan[] Row(string name, ByteSize size, ByteSize original, ModelProjection projection, string loss) =>
    [
        Indent + name,
        size.ToString(),
        size == original ? "" : Numbers.Percent(size.Bytes - original.Bytes, original.Bytes),
        (projection.LowerBound ? "≥ " : "") + projection.Peak.Expected,
        projection.Peak.Low == projection.Peak.High ? "" : $"{projection.Peak.Low} – {projection.Peak.High}",
        loss,
    ];
}
