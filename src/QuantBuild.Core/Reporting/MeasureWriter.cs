using QuantBuild.Execution;
using QuantBuild.Execution.Measuring;
using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Reporting;

/// <summary>What was measured: a block a model, a line a phase.</summary>
internal static class MeasureWriter
{
    private const string Indent = "  ";
    private const int LabelWidth = 14;
    private const int SizeWidth = 10;

    public static string Write(Report report, TextOptions options) => string.Concat(Lines(report, options).Select(line => line + "\n"));

    public static IEnumerable<TextLine> Lines(Report report, TextOptions options) => report.Models.SelectMany((model, index) =>
        One(model, options).Prepend(TextLine.Of(new TextSpan(model.DisplayPath, Tone.Strong))).Prepend(TextLine.Empty).Skip(index == 0 ? 1 : 0));

    private static IEnumerable<TextLine> One(ModelReport model, TextOptions options)
    {
        if (model.Measured is not { } measured)
        {
            var why = model.Diagnostics is [var first, ..] ? $" ({first.Code}: {first.Descriptor.Title})" : "";
            yield return TextLine.Of(Indent, new TextSpan($"not measured{why}", Tone.Bad));
            yield break;
        }

        foreach (var (label, range, note) in Phases(measured))
        {
            var size = range.Median.ToString().PadLeft(SizeWidth);
            var spread = Numbers.Range(new MemoryBand(range.Min, range.Median, range.Max));
            var peak = label == "peak";
            yield return TextLine.Of(Indent, new TextSpan(label.PadRight(LabelWidth), Tone.Quiet), new TextSpan(size, peak ? Tone.Strong : Tone.Plain),
                "  ", spread, note.Length == 0 ? "" : spread.Length == 0 ? note : ", " + note);
        }

        foreach (var (label, text) in Conditions(measured))
        {
            var shown = label;
            foreach (var line in WordWrap.Lines(text, options.Width - Indent.Length - LabelWidth))
            {
                yield return TextLine.Of(Indent, new TextSpan(shown.PadRight(LabelWidth), Tone.Quiet), line);
                shown = "";
            }
        }
    }

    private static IEnumerable<(string Label, MeasuredRange Range, string Note)> Phases(ModelMeasurement measured)
    {
        yield return ("load peak", measured.LoadPeak, "");
        yield return ("loaded", measured.Loaded, Anonymous(measured.LoadedAnonymous));
        if (measured.FirstRunPeak is { } first)
        {
            yield return ("first run", first, "");
        }

        if (measured.SteadyPeak is { } steady)
        {
            yield return ("later runs", steady, Anonymous(measured.SteadyAnonymous));
        }

        yield return ("peak", measured.Peak, "");
    }

    private static string Anonymous(MeasuredRange? share) => share is { } known ? $"{known.Median} of it anonymous" : "";

    private static IEnumerable<(string Label, string Text)> Conditions(ModelMeasurement measured)
    {
        yield return ("above", $"{measured.Base.Median}: .NET, ONNX Runtime and the inputs, without a session");
        yield return ("session", measured.Session.ToString());
        yield return ("inputs", measured.UnsetDimensions.Count == 0 ? measured.Inputs
            : $"{measured.Inputs}, dimensions set to 1: {UnsetDimension.Names(measured.UnsetDimensions)}");
        yield return ("repeats", measured.Repeats == 1 ? $"1 process of {measured.Runs} runs" : $"{measured.Repeats} processes of {measured.Runs} runs each: the median and its range");
        if (measured.Cumulative)
        {
            yield return ("note", "this system cannot set its high-water mark back: each peak is the highest since the process started");
        }
    }
}
