using QuantBuild.Diagnostics;
using QuantBuild.Requests;

namespace QuantBuild.Core.Tests.Requests;

/// <summary>Items as a project would have them.</summary>
internal static class Items
{
    public const string Project = "/app/app.csproj";

    public static RequestItem Model(params (string Name, string Value)[] metadata) => Named("models/a.onnx", metadata);

    public static RequestItem Named(string include, params (string Name, string Value)[] metadata) => new()
    {
        Kind = "QuantizeModel",
        Include = include,
        FullPath = "/app/" + include,
        Metadata = Values(metadata),
        File = Project,
        Line = 7,
        Column = 5,
    };

    public static RequestItem Process(string name, params (string Name, string Value)[] metadata) =>
        new() { Kind = "QuantizeProcess", Include = name, Metadata = Values(metadata), File = Project, Line = 8 };

    public static RequestItem Component(string name, params (string Name, string Value)[] metadata) =>
        new() { Kind = "QuantizeMemoryComponent", Include = name, Metadata = Values(metadata), File = Project, Line = 9 };

    public static RequestItem Properties(params (string Name, string Value)[] values) =>
        new() { Kind = "", Include = "", Metadata = Values(values), File = Project };

    public static ModelRequest? Read(RequestItem item, List<Diagnostic> diagnostics, params (string Name, string Value)[] properties) =>
        ModelItemReader.Read(item, new RequestItems { Models = [item], Properties = Properties(properties), ProjectFile = Project }, diagnostics);

    private static Dictionary<string, string> Values((string Name, string Value)[] values) => values.ToDictionary(entry => entry.Name, entry => entry.Value);
}
