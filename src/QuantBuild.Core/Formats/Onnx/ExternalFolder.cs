namespace QuantBuild.Formats.Onnx;

/// <summary>The folder that a model's external data may come from: its own, and where the model is a symbolic link, that of the file it leads to.</summary>
internal sealed class ExternalFolder(string modelPath)
{
    private readonly string _folder = Path.GetDirectoryName(modelPath)!;
    private readonly Dictionary<string, string?> _known = [];
    private string?[]? _real;

    // Download caches keep all files of a model in one folder, under other names, and links to them in another.
    private string?[] Real => _real ??= [RealPath.Of(_folder), Path.GetDirectoryName(RealPath.Of(modelPath))];

    /// <summary>Absolute path of the file; null where it is none of the model's.</summary>
    public string? FileAt(string location) => _known.TryGetValue(location, out var known) ? known : _known[location] = Find(location);

    private string? Find(string location)
    {
        if (Path.IsPathRooted(location) || location.Contains('\0', StringComparison.Ordinal) || location.Contains(':', StringComparison.Ordinal))
        {
            return null;
        }

        var full = Path.GetFullPath(location.Replace('\\', '/'), _folder);
        return IsInside(full, _folder) && RealPath.Of(full) is { } real && Array.Exists(Real, folder => folder is not null && IsInside(real, folder))
            ? full
            : null;
    }

    private static bool IsInside(string path, string folder) =>
        path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
