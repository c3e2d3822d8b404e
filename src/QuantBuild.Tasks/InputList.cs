namespace QuantBuild.Tasks;

/// <summary>
/// The file that changes whenever the set of inputs does: names of all options files, size and time of all models and of their external data.
/// An item more or less is a change too, and a restored backup is another file with an older time, which "newer than the stamp" would not notice.
/// </summary>
internal sealed class InputList(string path)
{
    /// <summary>Before a run: everything as it is now.</summary>
    public void Write(IReadOnlyList<string> modelOptions, IReadOnlyList<string> processOptions) =>
        KeyValueLines.WriteIfDifferent(path, modelOptions.Concat(processOptions).Concat(Files(modelOptions).Select(Identity)));

    /// <summary>After a run: external data that it was the first to see. What changed meanwhile stays as it was before, so that the next build notices.</summary>
    public void AddFound(IReadOnlyList<string> modelOptions, IReadOnlyList<string> processOptions)
    {
        var known = File.Exists(path) ? File.ReadAllLines(path) : [];
        KeyValueLines.WriteIfDifferent(path, modelOptions.Concat(processOptions).Concat(
            Files(modelOptions).Select(file => Array.Find(known, line => line.StartsWith(file + " ", StringComparison.Ordinal)) ?? Identity(file))));
    }

    private static IEnumerable<string> Files(IReadOnlyList<string> modelOptions) =>
        modelOptions.Select(options => KeyValueLines.Value(options, "FullPath")!).Concat(modelOptions.SelectMany(ExternalFiles));

    private static string[] ExternalFiles(string options) => Path.ChangeExtension(options, ".inputs") is var file && File.Exists(file) ? File.ReadAllLines(file) : [];

    private static string Identity(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? FormattableString.Invariant($"{path} {file.Length} {file.LastWriteTimeUtc.Ticks}") : $"{path} missing";
    }
}
