namespace QuantBuild.Cli.Paths;

/// <summary>The models below a folder, sorted; build outputs and hidden folders are not looked into.</summary>
internal static class ModelFolder
{
    private static readonly string[] Skipped = ["bin", "obj"];

    // Links are skipped too: they may lead in circles.
    private static readonly EnumerationOptions Options = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    private static readonly EnumerationOptions FileOptions = new() { IgnoreInaccessible = true };

    public static IEnumerable<string> Find(string folder, IReadOnlyList<string> extensions)
    {
        var files = Directory.EnumerateFiles(folder, "*", FileOptions)
            .Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal);
        var below = Directory.EnumerateDirectories(folder, "*", Options)
            .Where(child => !Skipped.Contains(Path.GetFileName(child), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .SelectMany(child => Find(child, extensions));
        return files.Concat(below);
    }
}
