using QuantBuild.Inspection;

namespace QuantBuild.Requests;

/// <summary>Everything a front end found, in its own words; <see cref="RequestReader"/> makes a run of it.</summary>
internal sealed record RequestItems
{
    public required IReadOnlyList<RequestItem> Models { get; init; }

    public IReadOnlyList<RequestItem> Processes { get; init; } = [];

    public IReadOnlyList<RequestItem> Components { get; init; } = [];

    /// <summary>The project's properties, or the options that stand for them.</summary>
    public required RequestItem Properties { get; init; }

    /// <summary>The project file, else the current folder.</summary>
    public required string ProjectFile { get; init; }

    /// <summary>Resolved version of the application's runtime package.</summary>
    public string? RuntimeVersion { get; init; }

    /// <summary>The kind of program the application is.</summary>
    public string Host { get; init; } = ConsumerHost.Console;
}
