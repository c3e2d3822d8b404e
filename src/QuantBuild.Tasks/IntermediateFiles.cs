namespace QuantBuild.Tasks;

/// <summary>The files between builds, all in one folder.</summary>
internal sealed class IntermediateFiles(string folder)
{
    private static readonly string[] Extensions = [".options", ".outputs", ".inputs", ".diagnostics", ".report.json"];

    public string Settings => Path.Combine(folder, "quantbuild.settings");

    public string Components => Path.Combine(folder, "quantbuild.components");

    /// <summary>See <see cref="InputList"/>.</summary>
    public string List => Path.Combine(folder, "quantbuild.models");

    /// <summary>Touched when everything passed.</summary>
    public string Stamp => Path.Combine(folder, "quantbuild.stamp");

    /// <summary>The source of one line of an <c>.outputs</c> file.</summary>
    public static string Source(string line) => OutputLine.Fields(line)[0];

    public string Of(string targetPath, string extension) => Path.Combine(folder, TargetPaths.FileName(targetPath) + extension);

    public string OfProcess(string name) => Path.Combine(folder, TargetPaths.FileName(name) + ".process");

    public string Artifact(string targetPath) => Path.Combine(folder, "files", targetPath.Replace('/', Path.DirectorySeparatorChar));

    public IReadOnlyList<string> Lines(string targetPath, string extension) =>
        Of(targetPath, extension) is var file && File.Exists(file) ? File.ReadAllLines(file) : [];

    /// <summary>The tool wrote it; a source that ships as it is, is not ours to delete.</summary>
    private bool IsArtifact(string? file) =>
        file is not null && file.StartsWith(Path.Combine(folder, "files") + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !file.Contains("..") && File.Exists(file);

    /// <summary>Deletes what is left of items that are no longer there, their artifacts first.</summary>
    public void RemoveOthers(IEnumerable<string> kept)
    {
        var names = new HashSet<string>(kept, StringComparer.Ordinal);
        foreach (var options in Directory.GetFiles(folder, "*.options").Where(file => !names.Contains(file)))
        {
            var outputs = options.Substring(0, options.Length - ".options".Length) + ".outputs";
            foreach (var artifact in (File.Exists(outputs) ? File.ReadAllLines(outputs).Select(Source) : []).Append(KeyValueLines.Value(options, "Output")).Where(IsArtifact))
            {
                File.Delete(artifact);
            }

            Array.ForEach(Extensions, extension => File.Delete(options.Substring(0, options.Length - ".options".Length) + extension));
        }

        foreach (var process in Directory.GetFiles(folder, "*.process").Where(file => !names.Contains(file)))
        {
            File.Delete(process);
            File.Delete(process + ".diagnostics");
        }
    }
}
