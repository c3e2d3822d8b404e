using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Paths;

/// <summary>Models named at the prompt as the items a project would have.</summary>
internal static class PromptItems
{
    public static RequestItems Of(IReadOnlyList<string> models, string currentFolder) => new()
    {
        Models = [.. models.Select(path => new RequestItem
        {
            Kind = "QuantizeModel",
            Include = RelativePath.Of(path, currentFolder),
            FullPath = path,
            File = currentFolder,
            AtPrompt = true,
        })],
        Properties = new RequestItem { Kind = "", Include = "", File = currentFolder, AtPrompt = true },
        ProjectFile = currentFolder,
    };
}
