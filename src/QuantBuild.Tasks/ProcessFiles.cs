using Microsoft.Build.Framework;

namespace QuantBuild.Tasks;

/// <summary>What is written about processes: a file each, and one for all components.</summary>
internal static class ProcessFiles
{
    private const string Default = "default";

    /// <summary>Lines by name of the process, for every process that is declared or that a model names, in order of first mention.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(IEnumerable<ITaskItem> models, IReadOnlyList<ITaskItem> processes)
    {
        var names = processes.Select(process => process.ItemSpec).Concat(models.SelectMany(Named)).Distinct(StringComparer.Ordinal);
        return names.ToDictionary(name => name, name => (IReadOnlyList<string>)[.. Lines(name, processes)], StringComparer.Ordinal);
    }

    /// <summary>A block for each component; whether its processes exist is for the tool to say.</summary>
    public static IEnumerable<string> Components(IEnumerable<ITaskItem> components) => components.SelectMany(component =>
        KeyValueLines.Metadata(component).Prepend(KeyValueLines.Line("Component", component.ItemSpec)));

    private static IEnumerable<string> Lines(string name, IEnumerable<ITaskItem> processes) =>
        processes.Where(process => process.ItemSpec == name).SelectMany(KeyValueLines.Metadata).Prepend(KeyValueLines.Line("Name", name));

    private static IEnumerable<string> Named(ITaskItem item) => item.GetMetadata("Process") is { Length: > 0 } list
        ? list.Split(';').Select(name => name.Trim()).Where(name => name.Length > 0)
        : [Default];
}
