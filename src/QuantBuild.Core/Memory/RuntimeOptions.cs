using QuantBuild.Execution;
using QuantBuild.Inspection;
using QuantBuild.Models;

namespace QuantBuild.Memory;

/// <summary>How the model will be run.</summary>
internal sealed record RuntimeOptions
{
    public static readonly RuntimeOptions Default = new();

    /// <summary>Resolved version of the runtime package, where the project says one.</summary>
    public string? RuntimeVersion { get; init; }

    /// <summary>The kind of program around the runtime: <c>console</c>, <c>web</c>.</summary>
    public string Host { get; init; } = ConsumerHost.Console;

    /// <summary>How the application opens its sessions.</summary>
    public SessionSettings Session { get; init; } = SessionSettings.Default;

    /// <summary>Extents of the inputs, where they were given.</summary>
    public InputShapes Shapes { get; init; } = InputShapes.None;
}
