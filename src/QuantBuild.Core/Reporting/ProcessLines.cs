using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;

namespace QuantBuild.Reporting;

/// <summary>One process as a stack: what is there between requests, what the peak adds, and how that stands to the budget.</summary>
internal static class ProcessLines
{
    private const string Indent = "  ";
    private const int ShortestName = 20;

    public static IEnumerable<TextLine> Of(ProcessVerdict process, TextOptions options)
    {
        var name = new TextSpan($"process {process.Name}", Tone.Strong);
        if (process.Budget is null && !options.EveryStack)
        {
            var (projection, least) = (process.Projection, process.Projection.LowerBound ? "≥ " : "");
            yield return TextLine.Of(name, $", no budget: idle {least}{projection.Idle.Expected}, peak {least}{projection.Peak.Expected}");
            yield break;
        }

        yield return TextLine.Of(name, process.Budget is { } budget ? $", budget {budget}" : ", no budget");
        foreach (var line in Stack(process).Lines(options.Width - Indent.Length, ShortestName))
        {
            yield return new TextLine([Indent, .. line.Spans]);
        }

        foreach (var (text, tone) in Verdict(process))
        {
            foreach (var line in WordWrap.Lines(text, options.Width - Indent.Length))
            {
                yield return TextLine.Of(Indent, new TextSpan(line, tone));
            }
        }
    }

    private static TextTable Stack(ProcessVerdict process)
    {
        var table = new TextTable(false, true, false, false);
        var projection = process.Projection;
        foreach (var item in projection.Items.Where(item => item.Phase == Phase.Idle))
        {
            AddItem(table, "", item);
        }

        AddTotal(table, "idle", projection.Idle, projection.LowerBound);
        var atPeak = projection.Items.Where(item => item.Phase == Phase.Peak).ToList();
        foreach (var item in atPeak)
        {
            AddItem(table, "+ ", item);
        }

        var loading = projection.Peak.Expected - projection.Idle.Expected;
        if (loading > atPeak.Aggregate(ByteSize.Zero, (sum, item) => sum + item.Size.Expected))
        {
            var why = atPeak.Count == 0 ? "for a moment" : "for a moment, instead of the lines above";
            table.Add("+ loading a model", loading.ToString(), "", new TextSpan(why, Tone.Quiet));
        }

        AddTotal(table, "peak", projection.Peak, projection.LowerBound);
        return table;
    }

    private static void AddItem(TextTable table, string prefix, MemoryItem item) =>
        table.Add(prefix + item.Name + (item.Optional ? " (optional)" : ""), item.Size.Expected.ToString(), Numbers.Range(item.Size),
            new TextSpan(item.Why, Tone.Quiet));

    private static void AddTotal(TextTable table, string name, MemoryBand band, bool lowerBound) =>
        table.Add(new TextSpan(name, Tone.Strong), new TextSpan((lowerBound ? "≥ " : "") + band.Expected, Tone.Strong), Numbers.Range(band));

    private static IEnumerable<(string Text, Tone Tone)> Verdict(ProcessVerdict process)
    {
        if (process is { Budget: { } budget, Buffer: { } buffer })
        {
            var share = Numbers.Percent(process.Projection.Peak.Expected.Bytes, budget.Bytes);
            yield return process.Verdict switch
            {
                Policy.Verdict.Fits => ($"fits: {buffer} to spare", Tone.Good),
                Policy.Verdict.Tight => ($"tight: {share} of the budget, {buffer} to spare", Tone.Caution),
                Policy.Verdict.Exceeds => ($"exceeds the budget by {ByteSize.Zero - buffer} ({Numbers.Percent(-buffer.Bytes, budget.Bytes)})", Tone.Bad),
                _ => ("unknown: the projection is a lower bound", Tone.Caution),
            };
        }

        foreach (var reason in process.Projection.LowerBoundReasons)
        {
            yield return ("lower bound: " + reason, Tone.Quiet);
        }

        foreach (var doubt in process.Projection.Doubts)
        {
            yield return ("low confidence: " + doubt, Tone.Quiet);
        }

        foreach (var feature in process.Budget is null ? [] : process.Optional)
        {
            var setting = feature.Setting is { } name ? $" ({name}={(feature.Fits ? "true" : "false")})" : "";
            yield return feature.Fits ? ($"{feature.Name} can be on{setting}", Tone.Good) : ($"{feature.Name} has to be off{setting}", Tone.Caution);
        }
    }
}
