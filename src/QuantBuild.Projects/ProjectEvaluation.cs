using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;
using QuantBuild.Diagnostics;
using QuantBuild.Inspection;
using QuantBuild.Requests;

namespace QuantBuild.Projects;

/// <summary>Evaluates with the SDK's own MSBuild; only reached once that is registered.</summary>
internal static class ProjectEvaluation
{
    private const string Model = "QuantizeModel";
    private const string Process = "QuantizeProcess";
    private const string Component = "QuantizeMemoryComponent";

    public static RequestItems? Read(string path, ICollection<Diagnostic> diagnostics)
    {
        using var collection = new ProjectCollection();
        var project = collection.LoadProject(path);
        if (Assets(project) is not { } assets)
        {
            diagnostics.Add(new Diagnostic(Descriptors.ProjectNotReadable,
                "The project is not restored, so the defaults of its packages are unknown; run 'dotnet restore' first.", path));
            return null;
        }

        var models = project.GetItems(Model).Select(item => Read(item, path) with { FullPath = item.GetMetadataValue("FullPath") }).ToList();
        ReportEmptyGlobs(project, diagnostics);
        if (models.Count == 0 && !diagnostics.Any(diagnostic => diagnostic.Descriptor == Descriptors.NothingMatched))
        {
            diagnostics.Add(new Diagnostic(Descriptors.NoItems, $"The project has no {Model} item; add <{Model} Include=\"models/classifier.onnx\" />.", path));
        }

        return new RequestItems
        {
            Models = models,
            Processes = [.. project.GetItems(Process).Select(item => Read(item, path))],
            Components = [.. project.GetItems(Component).Select(item => Read(item, path))],
            Properties = Properties(project, path),
            ProjectFile = path,
            RuntimeVersion = ConsumerRuntime.Read(assets)?.ToNormalizedString(),
            Host = ConsumerHost.Read(assets),
        };
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
        var names = BuildProperties.All.Concat(ModelMetadata.All.Where(name => name.HasProperty)).Select(name => name.Property);
        var values = names.Select(name => KeyValuePair.Create(name, project.GetPropertyValue(name))).Where(entry => entry.Value.Length > 0);
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
