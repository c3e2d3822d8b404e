using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;
using QuantBuild.Diagnostics;
using QuantBuild.Inspection;
using QuantBuild.Requests;

namespace QuantBuild.Projects;

/// <summary>Evaluates with the SDK's own MSBuild; only reached once that is registered.</summary>
internal static class ProjectEvaluation
{
    /// <summary>"The SDK specified could not be found".</summary>
    private const string UnresolvedSdk = "MSB4236";

    private const string Model = ProjectItems.Model;

    /// <summary>Null for what only the SDK's own program can evaluate: a project that is not restored, or has an SDK from a feed.</summary>
    public static RequestItems? Read(string path, ICollection<Diagnostic> diagnostics)
    {
        using var collection = new ProjectCollection();
        if (Load(collection, path) is not { } project || Assets(project) is not { } assets)
        {
            return null;
        }

        var models = project.GetItems(Model).Select(item => Read(item, path) with { FullPath = item.GetMetadataValue("FullPath") }).ToList();
        ReportEmptyGlobs(project, diagnostics);
        return new RequestItems
        {
            Models = models,
            Processes = [.. project.GetItems(ProjectItems.Process).Select(item => Read(item, path))],
            Components = [.. project.GetItems(ProjectItems.Component).Select(item => Read(item, path))],
            Properties = Properties(project, path),
            ProjectFile = path,
            RuntimeVersion = ConsumerRuntime.Read(assets)?.ToNormalizedString(),
            Host = ConsumerHost.Read(assets),
        };
    }

    private static Project? Load(ProjectCollection collection, string path)
    {
        try
        {
            return collection.LoadProject(path);
        }
        catch (InvalidProjectFileException exception) when (exception.ErrorCode == UnresolvedSdk)
        {
            return null;
        }
    }

    private static RequestItem Read(ProjectItem item, string project)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in item.Metadata)
        {
            metadata[entry.Name] = entry.EvaluatedValue;
        }

        // An imported file is no place that a host of this project's errors would show.
        var location = item.Xml.ContainingProject.FullPath == project ? item.Xml.Location : null;
        return new RequestItem
        {
            Kind = item.ItemType,
            Include = item.EvaluatedInclude.Replace('\\', '/'),
            Metadata = metadata,
            File = project,
            Line = location?.Line ?? 1,
            Column = location?.Column ?? 1,
        };
    }

    private static RequestItem Properties(Project project, string path)
    {
        var values = ProjectItems.Properties.Select(name => KeyValuePair.Create(name, project.GetPropertyValue(name))).Where(entry => entry.Value.Length > 0);
        return new RequestItem { Kind = "", Include = "", File = path, Metadata = new Dictionary<string, string>(values, StringComparer.OrdinalIgnoreCase) };
    }

    private static string? Assets(Project project)
    {
        var file = project.GetPropertyValue("ProjectAssetsFile");
        var full = file.Length == 0 ? "" : Path.GetFullPath(file, project.DirectoryPath);
        return File.Exists(full) ? full : null;
    }

    // MSBuild drops a pattern that matches nothing without a word. One under a condition may be meant to.
    private static void ReportEmptyGlobs(Project project, ICollection<Diagnostic> diagnostics)
    {
        var used = project.GetItems(Model).Select(item => item.Xml).ToHashSet();
        foreach (var element in project.Xml.Items.Where(element => element.ItemType == Model && element.Include.Length > 0 && !used.Contains(element)))
        {
            if (element.Condition.Length == 0 && element.Parent is ProjectItemGroupElement { Condition.Length: 0 } && element.Include.AsSpan().ContainsAny('*', '?'))
            {
                diagnostics.Add(new Diagnostic(Descriptors.NothingMatched,
                    $"{Model} '{element.Include}' matches no file below '{project.DirectoryPath}'; check the folder, or fetch the models.", project.FullPath)
                {
                    Line = element.Location.Line,
                    Column = element.Location.Column,
                });
            }
        }
    }
}
