using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace QuantBuild.Tasks;

/// <summary>One file on its way into the output, with the metadata that the item type of its model understands.</summary>
internal static class ShippedFile
{
    public static TaskItem Of(string source, string targetPath, ITaskItem model)
    {
        var item = Items.New(source);
        var type = model.GetMetadata("OutputItemType");
        Items.Set(item, "OutputItemType", type);
        Items.Set(item, "TargetPath", targetPath);
        if (IsCopied(type))
        {
            var copy = model.GetMetadata("CopyToOutputDirectory");
            Items.Set(item, "CopyToOutputDirectory", Copy(copy));
            Items.Set(item, "CopyToPublishDirectory", Copy(model.GetMetadata("CopyToPublishDirectory") is { Length: > 0 } publish ? publish : copy));
            // Inside a single file nobody could open it by its path.
            Items.Set(item, "ExcludeFromSingleFile", "true");
            return item;
        }

        Items.Set(item, "Link", targetPath);
        if (model.GetMetadata("LogicalName") is { Length: > 0 } name)
        {
            Items.Set(item, "LogicalName", name);
        }

        return item;
    }

    private static bool IsCopied(string type) =>
        type.Equals("Content", StringComparison.OrdinalIgnoreCase) || type.Equals("None", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// An original is older than the artifact it takes the place of when a decision changes, so the newest is not always the right one.
    /// </summary>
    private static string Copy(string wish) => wish.Equals("PreserveNewest", StringComparison.OrdinalIgnoreCase) ? "IfDifferent" : wish;
}
