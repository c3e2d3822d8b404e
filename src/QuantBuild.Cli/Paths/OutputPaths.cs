using QuantBuild.Diagnostics;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Paths;

/// <summary>Where each artifact goes, from one <c>--output</c>.</summary>
internal static class OutputPaths
{
    private static readonly string[] TargetNames = ["TargetPath", "Link"];

    /// <summary>The project of a solution has a folder of its own.</summary>
    public static string Of(string output, string project) => project.Length == 0 ? output : Path.Combine(output, project) + Path.DirectorySeparatorChar;

    public static RequestItems Assign(RequestItems items, string output, ToolHost host, ICollection<Diagnostic> diagnostics)
    {
        var target = Path.GetFullPath(output, host.CurrentFolder);
        var isFolder = items.Models.Count > 1 || Directory.Exists(target) || Path.EndsInDirectorySeparator(output);
        var alone = items.Models is [{ AtPrompt: true }];
        var models = items.Models.Select(model => model with
        {
            OutputPath = isFolder ? Path.GetFullPath(Path.Combine(target, alone ? Path.GetFileName(model.FullPath) : TargetPath(model))) : target,
        }).ToList();
        foreach (var model in models.Where(model => model.OutputPath == model.FullPath))
        {
            diagnostics.Add(new Diagnostic(Descriptors.IllegalValue, $"--output '{output}' would overwrite the model '{model.Include}'; legal: another file or folder.", model.File));
        }

        return items with { Models = models };
    }

    // In a folder, models keep their places relative to the project or the current folder, unless they come from outside it.
    private static string TargetPath(RequestItem model)
    {
        var named = TargetNames.Select(name => model.Metadata.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        var path = named ?? model.Include;
        return Path.IsPathRooted(path) || path.Replace('\\', '/').Split('/').Contains("..") ? Path.GetFileName(model.FullPath) : path;
    }
}
