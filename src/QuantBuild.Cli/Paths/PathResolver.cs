using Microsoft.Extensions.FileSystemGlobbing;
using QuantBuild.Diagnostics;

namespace QuantBuild.Cli.Paths;

/// <summary>Finds what the paths of a command line name.</summary>
internal sealed class PathResolver(string currentFolder, IReadOnlyList<string> extensions, ICollection<Diagnostic> diagnostics)
{
    private static readonly string[] ProjectExtensions = [".csproj", ".fsproj", ".vbproj", ".proj"];
    private static readonly string[] SolutionExtensions = [".sln", ".slnx", ".slnf"];

    /// <summary>Null where a path cannot be used; the diagnostics say why.</summary>
    public FoundPaths? Resolve(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
        {
            return ProjectHere() ?? Models(currentFolder);
        }

        if (paths.FirstOrDefault(path => Has(path, SolutionExtensions) || Has(path, ProjectExtensions)) is { } one)
        {
            var isSolution = Has(one, SolutionExtensions);
            return paths.Count > 1
                ? Refuse(Descriptors.IllegalValue, $"{(isSolution ? "Solution" : "Project")} '{one}' is named with other paths; legal: one project or solution alone, or models, folders and globs.")
                : isSolution ? new FoundPaths([], Solution: Absolute(one)) : new FoundPaths([], Absolute(one));
        }

        var models = new List<string>();
        foreach (var path in paths)
        {
            if (Expand(path) is not { } found)
            {
                return null;
            }

            models.AddRange(found.Models);
        }

        return new FoundPaths([.. models.Distinct(StringComparer.Ordinal)]);
    }

    // A path that does not exist stays a model: reading it says so with its own code.
    private FoundPaths? Expand(string path) =>
        Directory.Exists(Absolute(path)) ? Models(Absolute(path))
        : !File.Exists(Absolute(path)) && path.AsSpan().ContainsAny('*', '?') ? Glob(path)
        : new FoundPaths([Absolute(path)]);

    private FoundPaths? ProjectHere()
    {
        var projects = Directory.EnumerateFiles(currentFolder).Where(file => Has(file, ProjectExtensions)).Order(StringComparer.Ordinal).ToList();
        return projects.Count switch
        {
            0 => null,
            1 => new FoundPaths([], projects[0]),
            _ => Refuse(Descriptors.IllegalValue, $"The folder has {projects.Count} projects; name one: {string.Join(", ", projects.Select(Path.GetFileName))}."),
        };
    }

    private FoundPaths? Models(string folder)
    {
        var models = ModelFolder.Find(folder, extensions).ToList();
        return models.Count > 0 ? new FoundPaths(models)
            : Refuse(Descriptors.NothingMatched, $"No model below '{folder}'; extensions: {string.Join(", ", extensions)} (bin, obj and hidden folders are skipped).");
    }

    private FoundPaths? Glob(string pattern)
    {
        // The matcher knows no absolute patterns: it starts at the last folder that is named without a wildcard.
        var full = Absolute(pattern).Replace('\\', '/');
        var start = full.LastIndexOf('/', full.AsSpan().IndexOfAny('*', '?'));
        var root = full[..Math.Max(start, 1)];
        var matcher = new Matcher(OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        matcher.AddInclude(full[(start + 1)..]);
        var models = matcher.GetResultsInFullPath(root).Order(StringComparer.Ordinal).ToList();
        return models.Count > 0 ? new FoundPaths(models)
            : Refuse(Descriptors.NothingMatched, $"'{pattern}' matches no file below '{root}'; check the folder and the extension.");
    }

    private FoundPaths? Refuse(DiagnosticDescriptor descriptor, string message)
    {
        diagnostics.Add(new Diagnostic(descriptor, message, currentFolder));
        return null;
    }

    private string Absolute(string path) => Path.GetFullPath(path, currentFolder);

    private static bool Has(string path, string[] extensions) => extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
