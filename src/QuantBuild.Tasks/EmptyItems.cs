using System.Xml;
using Microsoft.Build.Utilities;

namespace QuantBuild.Tasks;

/// <summary>A project without a single model: a pattern that matches nothing, or no item at all.</summary>
internal static class EmptyItems
{
    public static void Explain(string projectFile, TaskLoggingHelper log)
    {
        if (Pattern(projectFile) is { } pattern)
        {
            log.LogError(null, "QB1010", "QB1010", projectFile, 1, 1, 0, 0,
                "QuantizeModel '{0}' matches no file; correct the pattern, or fetch the models before the build", pattern);
        }
        else
        {
            log.LogWarning(null, "QB1011", "QB1011", projectFile, 1, 1, 0, 0,
                "the project uses QuantBuild and has no QuantizeModel item; add one, such as <QuantizeModel Include=\"models/classifier.onnx\" />");
        }
    }

    // MSBuild expands a pattern without matches to nothing, so only the project's own text still has it.
    private static string? Pattern(string projectFile)
    {
        var project = new XmlDocument { XmlResolver = null };
        project.Load(projectFile);
        return project.GetElementsByTagName("QuantizeModel").Cast<XmlElement>()
            .Select(element => element.GetAttribute("Include"))
            .FirstOrDefault(include => include.Length > 0);
    }
}
