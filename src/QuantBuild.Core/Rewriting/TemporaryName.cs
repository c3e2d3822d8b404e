using System.Globalization;

namespace QuantBuild.Rewriting;

/// <summary>
/// Folders of unfinished artifacts: <c>.NAME.HOST.PROCESS.RUN-NUMBER.quantbuild-tmp</c>, beside the final file. They tell whose they are, so that
/// leftovers of killed processes can be removed without touching another's work.
/// </summary>
/// <param name="Host">The machine, in letters and digits.</param>
/// <param name="Process">The writing process.</param>
/// <param name="Run">Differs between two processes that got the same number, as they do in containers.</param>
internal sealed record TemporaryName(string Host, int Process, string Run)
{
    public const string Extension = ".quantbuild-tmp";

    private const int LongestName = 40;

    public static readonly TemporaryName Own = new(
        Letters(Environment.MachineName),
        Environment.ProcessId,
        Random.Shared.NextInt64().ToString("x16", CultureInfo.InvariantCulture));

    private static int _number;

    /// <summary>A path in the folder of <paramref name="finalPath"/> that no other rewrite uses.</summary>
    public static string Next(string finalPath)
    {
        var name = Path.GetFileName(finalPath);
        var number = Interlocked.Increment(ref _number);
        return Path.Combine(
            Path.GetDirectoryName(finalPath)!,
            $".{name[..Math.Min(name.Length, LongestName)]}.{Own.Host}.{Own.Process}.{Own.Run}-{number}{Extension}");
    }

    /// <summary>Whose a file is; null where its name is none of ours.</summary>
    public static TemporaryName? Parse(string fileName)
    {
        var parts = fileName.Split('.');
        return parts is ["", _, .., var host, var process, var run, var extension] && parts.Length >= 6
            && extension == Extension[1..]
            && run.IndexOf('-', StringComparison.Ordinal) is var dash and > 0
            && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new TemporaryName(host, number, run[..dash])
            : null;
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));
}
