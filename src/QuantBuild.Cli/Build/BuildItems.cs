using QuantBuild.Inspection;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Build;

/// <summary>The options files of a build as the items they were written from.</summary>
internal static class BuildItems
{
    public static RequestItems Read(BuildArguments arguments)
    {
        var processes = arguments.ProcessOptions.Select(file => KeyValueFile.ReadBlocks(file, "Component")).ToList();
        return new RequestItems
        {
            Models = [.. arguments.ModelOptions.Select(file => Model(KeyValueFile.Read(file), arguments))],
            Processes = [.. processes.Select(process => Item("QuantizeProcess", process.Head["Name"], process.Head, arguments))],
            Components = Components(processes, arguments),
            Properties = Properties(arguments),
            ProjectFile = arguments.Project,
            RuntimeVersion = File.Exists(arguments.Assets) ? ConsumerRuntime.Read(arguments.Assets)?.ToString() : null,
        };
    }

    private static RequestItem Model(Dictionary<string, string> values, BuildArguments arguments) =>
        Item("QuantizeModel", values["Include"], values, arguments) with { FullPath = values["FullPath"], OutputPath = values["Output"] };

    // A component of several processes stands in the file of each.
    private static RequestItem[] Components(
        List<(Dictionary<string, string> Head, IReadOnlyList<Dictionary<string, string>> Blocks)> processes, BuildArguments arguments) =>
    [
        .. from process in processes
           from block in process.Blocks
           select Item("QuantizeMemoryComponent", block["Component"], new(block) { ["Process"] = process.Head["Name"] }, arguments),
    ];

    private static RequestItem Properties(BuildArguments arguments)
    {
        var values = KeyValueFile.Read(arguments.Settings);
        if (arguments.Threads is { } threads)
        {
            values.TryAdd("QuantBuildThreads", threads);
        }

        return Item("", "", values, arguments);
    }

    private static RequestItem Item(string kind, string include, Dictionary<string, string> values, BuildArguments arguments) =>
        new() { Kind = kind, Include = include, Metadata = values, File = arguments.Project };
}
