namespace QuantBuild.Execution.Samples;

/// <summary>The files of samples: a file is one sample, a folder with files another, else each of its folders is.</summary>
internal static class SampleFolders
{
    public const string LegalForm = "a folder with a file for each input (input_0.pb, input_1.npy, or <name>.npy), or with folders of such files, or one file";

    private static readonly string[] Extensions = [".pb", ".npy"];

    /// <summary>The files of each sample, in the order of names; none where the path holds no sample.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Find(string path)
    {
        if (File.Exists(path))
        {
            return [[path]];
        }

        if (!Directory.Exists(path))
        {
            return [];
        }

        var own = FilesIn(path);
        return own.Count > 0 ? [own] : [.. Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal).Select(FilesIn).Where(files => files.Count > 0)];
    }

    // The ONNX backend tests keep the expected outputs beside the inputs.
    private static List<string> FilesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder)
            .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && !Path.GetFileName(file).StartsWith("output_", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
