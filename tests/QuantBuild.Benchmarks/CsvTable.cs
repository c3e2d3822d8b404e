using QuantBuild.Models;

namespace QuantBuild.Benchmarks;

/// <summary>A file of comma-separated values without quotes, as rows by column name.</summary>
internal static class CsvTable
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string? path)
    {
        if (path is null)
        {
            return [];
        }

        var lines = File.ReadAllLines(path);
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    /// <summary>Extents of inputs by the model's file name: columns <c>model</c> and <c>input_shapes</c>.</summary>
    public static IReadOnlyDictionary<string, InputShapes> Shapes(string? path) =>
        Read(path).ToDictionary(row => row["model"], row => InputShapes.Parse(row["input_shapes"])!);
}
