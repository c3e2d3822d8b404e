using Microsoft.Build.Utilities;

namespace QuantBuild.Tasks;

/// <summary>Models among the files that a web project serves by a list of its own.</summary>
internal static class WebRoot
{
    private const string Folder = "wwwroot/";

    public static void Warn(IEnumerable<ModelItem> models, string projectFile, TaskLoggingHelper log)
    {
        foreach (var path in models.Select(model => model.TargetPath).Where(path => path.StartsWith(Folder, StringComparison.OrdinalIgnoreCase)))
        {
            log.CodedWarning("QB1017", projectFile,
                "'{0}' is under wwwroot, where the web SDK serves the files it found itself and knows no quantized one; set TargetPath=\"{1}\" and let the application open it there",
                path, path.Substring(Folder.Length));
        }
    }
}
