using QuantBuild.Diagnostics;
using QuantBuild.Diagnostics.Explanations;
using QuantBuild.Reporting;

namespace QuantBuild.Cli.Output;

/// <summary>Explanations as text.</summary>
internal static class ExplanationWriter
{
    private const string Indent = "  ";

    public static IEnumerable<TextLine> List() => Descriptors.All.Select(descriptor => TextLine.Of(
        new TextSpan(descriptor.Id, Tone.Strong), $"  {Word(descriptor.Severity),-7}  {descriptor.Title}"));

    public static IEnumerable<TextLine> One(Explanation explanation, int width)
    {
        var descriptor = explanation.Descriptor;
        yield return TextLine.Of(new TextSpan(descriptor.Id, Tone.Strong), $" ({Word(descriptor.Severity)}): {descriptor.Title}");
        foreach (var (title, text) in new[] { ("Cause", explanation.Cause), ("Example", explanation.Example), ("Fix", explanation.Fix) })
        {
            yield return TextLine.Empty;
            yield return TextLine.Of(new TextSpan(title, Tone.Strong));
            foreach (var line in WordWrap.Lines(text, width - Indent.Length))
            {
                yield return TextLine.Of(Indent, line);
            }
        }
    }

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
