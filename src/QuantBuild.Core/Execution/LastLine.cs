namespace QuantBuild.Execution;

/// <summary>Drains a stream of log lines and keeps what a person needs of it: the last line.</summary>
internal static class LastLine
{
    private const int Longest = 300;

    public static async Task<string> OfAsync(TextReader lines)
    {
        var last = "";
        while (await lines.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            last = string.IsNullOrWhiteSpace(line) ? last : line.Trim();
        }

        return last.Length > Longest ? last[..Longest] : last;
    }
}
