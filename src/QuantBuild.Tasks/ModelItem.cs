using Microsoft.Build.Framework;

namespace QuantBuild.Tasks;

/// <summary>An item with what decides about its place.</summary>
internal sealed class ModelItem(ITaskItem item, string targetPath)
{
    public ITaskItem Item { get; } = item;

    public string FullPath { get; } = item.GetMetadata("FullPath");

    public string TargetPath { get; } = targetPath;

    /// <summary>The item type it joins.</summary>
    public string OutputItemType { get; } = item.GetMetadata("OutputItemType").Trim() is { Length: > 0 } type ? type : "Content";
}
