using Microsoft.Build.Framework;

namespace QuantBuild.Tasks;

/// <summary>One file a process: its own values, then a block for each of its components.</summary>
internal static class ProcessFiles
{
    private const string Default = "default";

    /// <summary>Lines by name of the process, for every process that is declared or named, in order of first mention.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(
        IEnumerable<ITaskItem> models, IReadOnlyList<ITaskItem> processes, IReadOnlyList<ITaskItem> components)
    {
        var names = processes.Select(process => process.ItemSpec).Concat(models.SelectMany(Named)).Concat(components.SelectMany(Named)).Distinct(StringComparer.Ordinal);
        return names.ToDictionary(name => name, name => (IReadOnlyList<string>)[.. Lines(name, processes, components)], StringComparer.Ordinal);
    }

    private static IEnumerable<string> Lines(string name, IEnumerable<ITaskItem> processes, IEnumerable<ITaskItem> components)
    {
        yield return KeyValueLines.Line("Name", name);
        foreach (var line in processes.Where(process => process.ItemSpec == name).SelectMany(KeyValueLines.Metadata))
        {
            yield return line;
        }

        foreach (var component in components.Where(component => Named(component).Contains(name)))
        {
            yield return KeyValueLines.Line("Component", component.ItemSpec);
            foreach (var line in KeyValueLines.Metadata(component))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Named(ITaskItem item) => item.GetMetadata("Process") is { Length: > 0 } list
        ? list.Split(';').Select(name => name.Trim()).Where(name => name.Length > 0)
        : [Default];
}
