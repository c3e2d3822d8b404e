using System.Xml;
using Microsoft.Build.Utilities;

namespace QuantBuild.Tasks;

/// <summary>A project without a single model: a pattern that matches nothing, or no item at all.</summary>
internal static class EmptyItems
{
    private static readonly char[] Wildcards = ['*', '?'];

    public static void Explain(string projectFile, TaskLoggingHelper log)
    {
        // MSBuild expands a pattern without matches to nothing, so only the project's own text still has it.
        var project = new XmlDocument { XmlResolver = null };
        project.Load(projectFile);
        var items = project.GetElementsByTagName("QuantizeModel").Cast<XmlElement>().Where(element => element.HasAttribute("Include")).ToList();
        var removes = project.GetElementsByTagName("QuantizeModel").Cast<XmlElement>().Any(element => element.HasAttribute("Remove"));
        if (!removes && items.Find(IsPatternForEveryBuild) is { } pattern)
        {
            log.CodedError("QB1010", projectFile,
                "QuantizeModel '{0}' matches no file; correct the pattern, or fetch the models before the build", pattern.GetAttribute("Include"));
        }
        else if (items.Count == 0)
        {
            log.CodedWarning("QB1011", projectFile,
                "the project uses QuantBuild and has no QuantizeModel item; add one, such as <QuantizeModel Include=\"models/classifier.onnx\" />");
        }
    }

    private static bool IsPatternForEveryBuild(XmlElement item) =>
        item.GetAttribute("Include").IndexOfAny(Wildcards) >= 0 && !item.HasAttribute("Exclude") && !IsConditional(item);

    private static bool IsConditional(XmlElement element) =>
        element.HasAttribute("Condition") || element.Name is "When" or "Otherwise" || (element.ParentNode is XmlElement parent && IsConditional(parent));
}
