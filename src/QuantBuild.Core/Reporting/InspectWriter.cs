using QuantBuild.Inspection;
using QuantBuild.Models;

namespace QuantBuild.Reporting;

/// <summary>What models are: one in full with its tensors, several as one row each.</summary>
internal static class InspectWriter
{
    private const string Indent = "  ";
    private const int LabelWidth = 21;
    private const int ShortestName = 24;

    /// <summary>Names in a line; the table below has them all.</summary>
    private const int MostNames = 5;

    public static string Write(Report report, TextOptions options) => string.Concat(Lines(report, options).Select(line => line + "\n"));

    public static IEnumerable<TextLine> Lines(Report report, TextOptions options) => report.Models switch
    {
        [{ Facts: { } facts } model] => One(model, facts, options),
        _ => Several(report.Models, options),
    };

    private static IEnumerable<TextLine> One(ModelReport model, ModelFacts facts, TextOptions options)
    {
        yield return TextLine.Of(new TextSpan(model.DisplayPath, Tone.Strong));
        foreach (var (name, value) in Describe(facts, model.Tensors))
        {
            var label = name;
            foreach (var line in WordWrap.Lines(value, options.Width - Indent.Length - LabelWidth))
            {
                yield return TextLine.Of(Indent, new TextSpan(label.PadRight(LabelWidth), Tone.Quiet), line);
                label = "";
            }
        }

        if (model.Tensors.Count == 0)
        {
            yield break;
        }

        yield return TextLine.Empty;
        foreach (var line in Tensors(model.Tensors).Lines(options.Width, ShortestName))
        {
            yield return line;
        }
    }

    private static IEnumerable<(string Name, string Value)> Describe(ModelFacts facts, IReadOnlyList<TensorInfo> tensors)
    {
        yield return ("format", facts.Format + string.Concat(facts.Properties.Select(property => $", {property.Key} {property.Value}")));
        yield return ("size", $"{facts.Size} ({Numbers.Bytes(facts.Size)} bytes)");
        yield return ("parameters", Numbers.Count(facts.Parameters));
        yield return ("bytes per parameter", $"{Numbers.Fraction(facts.BytesPerParameter)} (file ÷ parameters: {Numbers.Fraction(facts.FileBytesPerParameter)})");
        yield return ("weights", Histogram(facts));
        yield return ("integer constants", $"{facts.OtherBytes} ({Numbers.Percent(facts.OtherBytes.Bytes, facts.OtherBytes.Bytes + facts.TotalWeightBytes.Bytes)} of all tensors)");
        yield return ("already quantized", $"{(facts.AlreadyQuantized ? "yes" : "no")}: {Kinds(facts)}");
        if (facts.UnusedTensors > 0)
        {
            yield return ("used by nothing", $"{Numbers.Of(facts.UnusedTensors, "tensor")}, {facts.UnusedBytes}: " +
                string.Join(", ", tensors.Where(tensor => !tensor.IsUsed).OrderByDescending(tensor => tensor.Size).Take(MostNames).Select(tensor => tensor.Name)) +
                (facts.UnusedTensors > MostNames ? ", …" : ""));
        }

        if (facts.SharingTensors > 0)
        {
            yield return ("shared bytes", $"{Numbers.Of(facts.SharingTensors, "tensor")} in bytes that are another's too, counted once");
        }

        if (facts.Duplicates.Count > 0)
        {
            yield return ("stored repeatedly", $"{facts.DuplicateBytes} to save: " +
                string.Join("; ", facts.Duplicates.Take(MostNames).Select(duplicates => $"{Names(duplicates)} ({duplicates.Size} each)")) +
                (facts.Duplicates.Count > MostNames ? "; …" : ""));
        }

        foreach (var file in facts.ExternalFiles)
        {
            yield return ("external data", Path.GetFileName(file) + (new FileInfo(file) is { Exists: true } data ? $", {new ByteSize(data.Length)}" : ""));
        }
    }

    private static string Names(DuplicateTensors duplicates) =>
        string.Join(" = ", duplicates.Names.Take(MostNames)) + (duplicates.Names.Length > MostNames ? " = …" : "");

    private static string Kinds(ModelFacts facts) => facts.Kinds.Count == 0 ? "no weights" : string.Join(", ", facts.Kinds.Select(entry =>
        $"{entry.Key.Name} {Numbers.Percent(entry.Value.Bytes, facts.TotalWeightBytes.Bytes)}"));

    private static string Histogram(ModelFacts facts) => facts.WeightBytes.Count == 0 ? "none" : string.Join(", ", facts.WeightBytes.Select(entry =>
        $"{entry.Key.ReportName()} {entry.Value} ({Numbers.Percent(entry.Value.Bytes, facts.TotalWeightBytes.Bytes)})"));

    private static TextTable Tensors(IReadOnlyList<TensorInfo> tensors)
    {
        var table = new TextTable(false, false, false, true, false);
        table.Add(Header("name"), Header("dtype"), Header("shape"), Header("bytes"), Header("operator"));
        foreach (var tensor in tensors)
        {
            table.Add(tensor.Name, tensor.Type.ReportName(), tensor.Shape.ToString(), Numbers.Bytes(tensor.Size), tensor.Operator);
        }

        return table;
    }

    private static IEnumerable<TextLine> Several(IReadOnlyList<ModelReport> models, TextOptions options)
    {
        var table = new TextTable(false, true, true, true, false, false);
        table.Add(Header("model"), Header("size"), Header("parameters"), Header("bytes/parameter"), Header("kind"), Header("format"));
        foreach (var model in models)
        {
            table.Add(model.Facts is not { } facts ? [model.DisplayPath] :
            [
                model.DisplayPath, facts.Size.ToString(), Numbers.Count(facts.Parameters), Numbers.Fraction(facts.BytesPerParameter),
                facts.KindInWords, $"{facts.Format}{Opset(facts)}",
            ]);
        }

        var widths = table.Fit(options.Width, ShortestName);
        for (var row = 0; row <= models.Count && models.Count > 0; row++)
        {
            var line = table.Line(row, widths);
            yield return row > 0 && models[row - 1] is { Facts: null } unreadable ? Unreadable(line, unreadable, options.Width) : line;
        }
    }

    private static string Opset(ModelFacts facts) => string.Concat(facts.Properties.Where(property => property.Key is "opset ai.onnx" or "opset").Take(1).Select(property => $" opset {property.Value}"));

    /// <summary>What is wrong, where its numbers would stand; standard error has it in full.</summary>
    private static TextLine Unreadable(TextLine line, ModelReport model, int width)
    {
        var room = width - line.Spans.Sum(span => span.Text.Length) - 2;
        return model.Diagnostics is [var first, ..] && room > first.Code.Length
            ? new TextLine([.. line.Spans, "  ", new TextSpan(TextTable.Shorten($"{first.Code} {first.Descriptor.Title}", room), Tone.Bad)])
            : line;
    }

    private static TextSpan Header(string text) => new(text, Tone.Quiet);
}
