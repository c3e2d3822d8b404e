using System.Text.RegularExpressions;
using QuantBuild.Diagnostics;

namespace QuantBuild.Reporting;

/// <summary>Diagnostics as MSBuild's canonical lines, one each.</summary>
internal static partial class DiagnosticsFile
{
    /// <summary>Warnings and errors; what is only worth knowing stays in the report.</summary>
    public static string Format(IEnumerable<Diagnostic> diagnostics) =>
        string.Concat(diagnostics.Where(diagnostic => diagnostic.Severity > Severity.Info).Select(diagnostic => OneLine(diagnostic) + "\n"));

    /// <summary>What a line says; null where it is no canonical line, or of a code this version does not know.</summary>
    public static Diagnostic? Parse(string line)
    {
        if (Canonical().Match(line) is not { Success: true } match ||
            Descriptors.All.FirstOrDefault(descriptor => descriptor.Id == match.Groups["code"].Value) is not { } descriptor)
        {
            return null;
        }

        return new Diagnostic(descriptor, match.Groups["message"].Value, match.Groups["file"].Value)
        {
            Line = int.Parse(match.Groups["line"].ValueSpan),
            Column = int.Parse(match.Groups["column"].ValueSpan),
            Severity = Enum.Parse<Severity>(match.Groups["severity"].ValueSpan, ignoreCase: true),
        };
    }

    /// <summary>The canonical line; a message that broke it in two would lose its code.</summary>
    public static string OneLine(Diagnostic diagnostic) => diagnostic.ToString() is var line && PrintableText.IsOneLine(line) ? line : line.ReplaceLineEndings(" ");

    [GeneratedRegex(@"^(?<file>.+)\((?<line>\d{1,9}),(?<column>\d{1,9})\): (?<severity>info|warning|error) (?<code>QB\d{4}): (?<message>.*)$")]
    private static partial Regex Canonical();
}
