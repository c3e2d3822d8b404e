using System.Text.Json;
using Microsoft.Build.Construction;

namespace QuantBuild.Projects;

/// <summary>The projects that a solution, or a filter on one, names; only reached once the SDK is registered.</summary>
internal static class SolutionProjects
{
    private const string FilterExtension = ".slnf";

    /// <summary>Kinds that the .NET SDK builds; others have no items of this package.</summary>
    private static readonly string[] Extensions = [".csproj", ".fsproj", ".vbproj"];

    public static IReadOnlyList<string> Read(string solution) =>
        string.Equals(Path.GetExtension(solution), FilterExtension, StringComparison.OrdinalIgnoreCase) ? OfFilter(solution) : OfSolution(solution);

    private static List<string> OfSolution(string solution) =>
    [
        .. SolutionFile.Parse(solution).ProjectsInOrder
            .Select(project => Path.GetFullPath(project.AbsolutePath.Replace('\\', '/')))
            .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)),
    ];

    // { "solution": { "path": "All.sln", "projects": [ "src\\App\\App.csproj" ] } }, projects relative to the solution.
    private static List<string> OfFilter(string filter)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(filter), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        if (!json.RootElement.TryGetProperty("solution", out var solution) || !solution.TryGetProperty("path", out var path) || !solution.TryGetProperty("projects", out var names))
        {
            throw new JsonException("A solution filter names a solution's path and its projects.");
        }

        var whole = Path.GetFullPath(path.GetString()!.Replace('\\', '/'), Path.GetDirectoryName(filter)!);
        var kept = names.EnumerateArray().Select(name => Path.GetFullPath(name.GetString()!.Replace('\\', '/'), Path.GetDirectoryName(whole)!)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. OfSolution(whole).Where(kept.Contains)];
    }
}
