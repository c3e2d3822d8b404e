using QuantBuild.Inspection;
using QuantBuild.Models;

namespace QuantBuild.Reporting;

/// <summary>What models are: one in full with its tensors, several as one row each.</summary>
internal static class InspectWriter
{
    private const string Indent = "  ";
    private const int LabelWidth = 21;
    private const int ShortestName = 24;

    public static string Write(Report report, TextOptions options) => string.Concat(Lines(report, options).Select(line => line + "\n"));

    public static IEnumerable<TextLine> Lines(Report report, TextOptions options) => report.Models switch
    {
        [{ Facts: { } facts } model] => One(model, facts, options),
        _ => Several(report.Models, options),
    };

    private static IEnumerable<TextLine> One(ModelReport model, ModelFacts facts, TextOptions options)
    {
        yield return TextLine.Of(new TextSpan(model.DisplayPath, Tone.Strong));
        foreach (var (name, value) in Describe(facts))
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

    private static IEnumerable<(string Name, string Value)> Describe(ModelFacts facts)
    {
        yield return ("format", facts.Format + string.Concat(facts.Properties.Select(property => $", {property.Key} {property.Value}")));
        yield return ("size", $"{facts.Size} ({Numbers.Bytes(facts.Size)} bytes)");
        yield return ("parameters", Numbers.Count(facts.Parameters));
        yield return ("bytes per parameter", $"{Numbers.Fraction(facts.BytesPerParameter)} (file ÷ parameters: {Numbers.Fraction(facts.FileBytesPerParameter)})");
        yield return ("weights", Histogram(facts));
        yield return ("integer constants", facts.OtherBytes.ToString());
        yield return ("already quantized", facts.AlreadyQuantized ? "yes: at least 90 % of the weight bytes are 16 bits or fewer" : "no");
        foreach (var file in facts.ExternalFiles)
        {
            yield return ("external data", Path.GetFileName(file));
        }
    }

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
        var table = new TextTable(false, false, true, true, true, false, false);
        table.Add(Header("model"), Header("format"), Header("size"), Header("parameters"), Header("bytes/parameter"), Header("quantized"), Header("weights"));
        foreach (var model in models)
        {
            if (model.Facts is { } facts)
            {
                table.Add(model.DisplayPath, facts.Format, facts.Size.ToString(), Numbers.Count(facts.Parameters), Numbers.Fraction(facts.BytesPerParameter),
                    facts.AlreadyQuantized ? "yes" : "no", Histogram(facts));
            }
            else
            {
                table.Add(model.DisplayPath, new TextSpan(model.Diagnostics is [var first, ..] ? first.Code : "", Tone.Bad));
            }
        }

        return models.Count == 0 ? [] : table.Lines(options.Width, ShortestName);
    }

    private static TextSpan Header(string text) => new(text, Tone.Quiet);
}
