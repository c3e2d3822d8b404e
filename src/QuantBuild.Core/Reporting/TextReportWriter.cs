namespace QuantBuild.Reporting;

/// <summary>The report for people: one line a model, then the memory of each process as a stack.</summary>
internal static class TextReportWriter
{
    public static string Write(Report report, TextOptions options) =>
        string.Concat(Lines(report, options).Select(line => line + "\n"));

    public static IEnumerable<TextLine> Lines(Report report, TextOptions options)
    {
        foreach (var line in ModelLines.Of(report, options))
        {
            yield return line;
        }

        foreach (var process in report.Processes)
        {
            yield return TextLine.Empty;
            foreach (var line in ProcessLines.Of(process, options))
            {
                yield return line;
            }
        }
    }
}
