using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Build.Utilities;

namespace QuantBuild.Tasks;

/// <summary>One line of a <c>.diagnostics</c> file: <c>file(1,1): error QB2001: text</c>.</summary>
internal static class CanonicalLine
{
    private static readonly Regex Pattern = new(
        @"^(?<file>.+)\((?<line>\d{1,9}),(?<column>\d{1,9})\): (?<severity>warning|error) (?<code>QB\d{4}): (?<message>.*)$",
        RegexOptions.CultureInvariant);

    /// <summary>Logs the line as what it says; false where it is none of ours.</summary>
    public static bool Log(TaskLoggingHelper log, string line)
    {
        var match = Pattern.Match(line);
        if (!match.Success)
        {
            return false;
        }

        string Group(string name) => match.Groups[name].Value;
        int Number(string name) => int.Parse(Group(name), CultureInfo.InvariantCulture);
        if (Group("severity") == "error")
        {
            log.LogError(null, Group("code"), Group("code"), Group("file"), Number("line"), Number("column"), 0, 0, "{0}", Group("message"));
        }
        else
        {
            log.LogWarning(null, Group("code"), Group("code"), Group("file"), Number("line"), Number("column"), 0, 0, "{0}", Group("message"));
        }

        return true;
    }
}
