using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace QuantBuild.Tasks;

/// <summary>The items without repetitions; contradictions are errors before anything starts.</summary>
internal static class ModelItems
{
    public static IReadOnlyList<ModelItem> Distinct(IEnumerable<ITaskItem> items, string projectFolder, TaskLoggingHelper log, string projectFile, bool complain)
    {
        var byPath = new Dictionary<string, ModelItem>(StringComparer.Ordinal);
        var byTarget = new Dictionary<string, ModelItem>(StringComparer.OrdinalIgnoreCase);
        var kept = new List<ModelItem>();
        foreach (var model in items.Select(item => new ModelItem(item, TargetPaths.Of(item, projectFolder))))
        {
            if (!TargetPaths.StaysInside(model.TargetPath))
            {
                if (complain)
                {
                    Error(log, projectFile, "QB5001", $"TargetPath '{model.TargetPath}' of QuantizeModel '{model.Item.ItemSpec}' is not legal; legal: a path relative to the output folder, without '..'.");
                }
            }
            else if (!IsItemType(model.OutputItemType))
            {
                if (complain)
                {
                    Error(log, projectFile, "QB5001", $"OutputItemType '{model.OutputItemType}' of QuantizeModel '{model.Item.ItemSpec}' is not legal; legal: Content, None, EmbeddedResource, or the name of another item type.");
                }
            }
            else if (byPath.TryGetValue(model.FullPath, out var same))
            {
                if (complain && FirstDifference(same.Item, model.Item) is { } name)
                {
                    Error(log, projectFile, "QB5003", $"'{model.Item.ItemSpec}' is listed twice with different metadata ({name} '{same.Item.GetMetadata(name)}' " +
                        $"and '{model.Item.GetMetadata(name)}'); keep one of them, or use Update to change it.");
                }
            }
            else if (byTarget.TryGetValue(model.TargetPath, out var other))
            {
                if (complain)
                {
                    Error(log, projectFile, "QB5004", $"'{other.Item.ItemSpec}' and '{model.Item.ItemSpec}' would both be '{model.TargetPath}' in the output; give one of them another TargetPath.");
                }
            }
            else
            {
                byPath.Add(model.FullPath, model);
                byTarget.Add(model.TargetPath, model);
                kept.Add(model);
            }
        }

        return kept;
    }

    private static bool IsItemType(string name) => (char.IsLetter(name[0]) || name[0] == '_') && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-');

    private static string? FirstDifference(ITaskItem left, ITaskItem right) => left.CloneCustomMetadata().Keys.Cast<string>()
        .Union(right.CloneCustomMetadata().Keys.Cast<string>())
        .FirstOrDefault(name => left.GetMetadata(name) != right.GetMetadata(name));

    private static void Error(TaskLoggingHelper log, string projectFile, string code, string message) =>
        log.CodedError(code, projectFile, "{0}", message);
}
