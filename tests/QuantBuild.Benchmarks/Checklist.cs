using System.Globalization;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>Writes the points of good behaviour in a build as a table: point, tests, and what became of them in a run.</summary>
internal static class Checklist
{
    public static int Run(IReadOnlyList<string> results)
    {
        // What ran again later replaces what an earlier file says of the same case.
        var outcomes = results.SelectMany(TestResults.Read).GroupBy(result => result.Case).Select(runs => runs.Last()).ToLookup(result => result.Test, result => result.Outcome);
        var rows = ChecklistPoint.ReadAll().Select(point => (Point: point, Result: Result(point, outcomes))).ToList();
        var path = Path.Combine(ChecklistPoint.Folder, "Checklist.md");
        File.WriteAllText(path, $"""
            # A good citizen of MSBuild

            Made by `checklist` (Benchmarks) from `checklist.txt` and the results of runs on Linux, wide ring included; what ran again counts as it came out last. A test in several cases is counted case by case.

            | # | point | tests | result |
            | --- | --- | --- | --- |
            {string.Join('\n', rows.Select(row => Row(row.Point, row.Result)))}

            """);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rows.Count(row => row.Point.Tests.Count > 0 && row.Result.StartsWith("passed", StringComparison.Ordinal))} of {rows.Count} points passed; {path}"));
        return rows.Exists(row => row.Result.Contains("failed", StringComparison.Ordinal)) ? 1 : 0;
    }

    private static string Row(ChecklistPoint point, string result) =>
        $"| {point.Number} | {point.Text} | {string.Join("<br>", point.Tests.Select(test => $"`{test}`"))} | {string.Join("; ", Said(point, result))} |";

    private static IEnumerable<string> Said(ChecklistPoint point, string result)
    {
        if (point.Tests.Count > 0)
        {
            yield return result;
        }

        if (point.Untested.Length > 0)
        {
            yield return "not tested: " + point.Untested;
        }
    }

    private static string Result(ChecklistPoint point, ILookup<string, string> outcomes)
    {
        string[] absent = [.. point.Tests.Where(test => !outcomes.Contains(test))];
        var all = point.Tests.SelectMany(test => outcomes[test]).ToList();
        return absent.Length > 0 ? "did not run: " + string.Join(", ", absent)
            : all.Exists(outcome => outcome == "Failed") ? $"failed ({all.Count(outcome => outcome == "Failed")} of {all.Count})"
            : all.Contains("NotExecuted") ? $"passed ({all.Count(outcome => outcome == "Passed")}), skipped ({all.Count(outcome => outcome == "NotExecuted")})"
            : $"passed ({all.Count})";
    }
}
