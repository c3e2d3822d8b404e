using Microsoft.Build.Framework;

namespace QuantBuild.Tasks;

/// <summary>Files of <c>Key=Value</c> lines; untouched where their content would not change, because their times decide what is stale.</summary>
internal static class KeyValueLines
{
    public static string Line(string key, string value) => $"{key}={value.Replace("\r", string.Empty).Replace('\n', ' ')}";

    /// <summary>Every non-empty metadata that somebody set, by name.</summary>
    public static IEnumerable<string> Metadata(ITaskItem item) => item.CloneCustomMetadata().Keys.Cast<string>()
        .OrderBy(name => name, StringComparer.Ordinal)
        .Where(name => item.GetMetadata(name).Length > 0)
        .Select(name => Line(name, item.GetMetadata(name)));

    public static void WriteIfDifferent(string path, IEnumerable<string> lines)
    {
        var text = string.Concat(lines.Select(line => line + "\n"));
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            WholeFile.Write(path, text);
        }
    }

    public static string? Value(string path, string key) =>
        File.ReadLines(path).FirstOrDefault(line => line.StartsWith(key + "=", StringComparison.Ordinal))?.Substring(key.Length + 1);
}
