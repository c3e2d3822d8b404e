using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace QuantBuild.Tasks;

/// <summary>What ships of a model that no tool looks at: the file, and the external data that it names.</summary>
internal static class OriginalFiles
{
    /// <summary>Fields as of an <c>.outputs</c> file, the model's first.</summary>
    public static IEnumerable<string[]> Of(ITaskItem model, bool withData, TaskLoggingHelper log)
    {
        var target = model.GetMetadata("TargetPath");
        yield return [model.ItemSpec, target, string.Empty];
        foreach (var location in withData && File.Exists(model.ItemSpec) ? ExternalLocations.Of(model.ItemSpec) : [])
        {
            var relative = location.Replace('\\', '/');
            var file = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(model.ItemSpec)!, relative));
            if (!TargetPaths.StaysInside(relative))
            {
                Warn("QB1009", $"the model names external data in '{location}', outside its folder, which is not shipped");
            }
            else if (!File.Exists(file))
            {
                Warn("QB1008", $"the model names external data in '{location}', which does not exist beside it; copy the external data file along");
            }
            else
            {
                yield return [file, Path.Combine(Path.GetDirectoryName(target)!, relative)];
            }
        }

        void Warn(string code, string message) => log.CodedWarning(code, model.ItemSpec, "{0}", message);
    }
}
