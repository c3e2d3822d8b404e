using System.Globalization;

namespace QuantBuild.TestSupport;

/// <summary>A point of good behaviour in a build, and the tests that hold it.</summary>
/// <param name="Number">Its place in the list.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Tests">A class and a method each.</param>
/// <param name="Untested">What of it no test holds, and why; empty where that is nothing.</param>
internal sealed record ChecklistPoint(int Number, string Text, IReadOnlyList<string> Tests, string Untested)
{
    private const string NotTested = "not tested:";

    public static string Folder => Path.Combine(RepositoryRoot.Path, "tests", "QuantBuild.Build.Tests");

    public static IReadOnlyList<ChecklistPoint> ReadAll() =>
        [.. File.ReadLines(Path.Combine(Folder, "checklist.txt")).Where(line => !line.StartsWith('#')).Select(Parse)];

    private static ChecklistPoint Parse(string line)
    {
        var fields = line.Split('|', StringSplitOptions.TrimEntries);
        var untested = fields[^1].StartsWith(NotTested, StringComparison.Ordinal) ? fields[^1][NotTested.Length..].Trim() : "";
        var tests = fields[2].StartsWith(NotTested, StringComparison.Ordinal) ? [] : fields[2].Split(',', StringSplitOptions.TrimEntries);
        return new ChecklistPoint(int.Parse(fields[0], CultureInfo.InvariantCulture), fields[1], tests, untested);
    }
}
