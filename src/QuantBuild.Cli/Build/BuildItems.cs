using QuantBuild.Inspection;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Build;

/// <summary>The options files of a build as the items they were written from.</summary>
internal static class BuildItems
{
    public static RequestItems Read(BuildArguments arguments)
    {
        var processes = arguments.ProcessOptions.Select(KeyValueFile.Read);
        return new RequestItems
        {
            Models = [.. arguments.ModelOptions.Select(file => Model(KeyValueFile.Read(file), arguments))],
            Processes = [.. processes.Select(process => Item("QuantizeProcess", process["Name"], process, arguments))],
            Components = [.. KeyValueFile.ReadBlocks(arguments.Components, "Component").Select(block => Item("QuantizeMemoryComponent", block["Component"], block, arguments))],
            Properties = Item("", "", KeyValueFile.Read(arguments.Settings), arguments),
            ProjectFile = arguments.Project,
            RuntimeVersion = File.Exists(arguments.Assets) ? ConsumerRuntime.Read(arguments.Assets)?.ToString() : null,
            Host = File.Exists(arguments.Assets) ? ConsumerHost.Read(arguments.Assets) : ConsumerHost.Console,
        };
    }

    private static RequestItem Model(Dictionary<string, string> values, BuildArguments arguments) =>
        Item("QuantizeModel", values["Include"], values, arguments) with { FullPath = values["FullPath"], OutputPath = values["Output"] };

    private static RequestItem Item(string kind, string include, Dictionary<string, string> values, BuildArguments arguments) =>
        new() { Kind = kind, Include = include, Metadata = values, File = arguments.Project };
}
