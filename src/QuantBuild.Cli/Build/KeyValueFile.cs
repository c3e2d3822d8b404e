namespace QuantBuild.Cli.Build;

/// <summary>Lines <c>Key=Value</c> that the targets write; a value reaches to the end of its line.</summary>
internal static class KeyValueFile
{
    public static Dictionary<string, string> Read(string path) => Parse(File.ReadLines(path));

    /// <summary>A head, and after it one block for each line that begins with <paramref name="blockKey"/>.</summary>
    public static (Dictionary<string, string> Head, IReadOnlyList<Dictionary<string, string>> Blocks) ReadBlocks(string path, string blockKey)
    {
        var head = new List<string>();
        var blocks = new List<List<string>>();
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith(blockKey + '=', StringComparison.Ordinal))
            {
                blocks.Add([]);
            }

            (blocks.Count == 0 ? head : blocks[^1]).Add(line);
        }

        return (Parse(head), [.. blocks.Select(Parse)]);
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
