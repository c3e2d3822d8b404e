namespace QuantBuild.Cli.Build;

/// <summary>Lines <c>Key=Value</c> that the targets write; a value reaches to the end of its line.</summary>
internal static class KeyValueFile
{
    public static Dictionary<string, string> Read(string path) => Parse(File.ReadLines(path));

    /// <summary>One block for each line that begins with <paramref name="key"/>.</summary>
    public static IReadOnlyList<Dictionary<string, string>> ReadBlocks(string path, string key)
    {
        var blocks = new List<List<string>>();
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith(key + '=', StringComparison.Ordinal))
            {
                blocks.Add([]);
            }

            blocks[^1].Add(line);
        }

        return [.. blocks.Select(Parse)];
    }

    private static Dictionary<string, string> Parse(IEnumerable<string> lines)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                values[line[..equals]] = line[(equals + 1)..];
            }
        }

        return values;
    }
}
