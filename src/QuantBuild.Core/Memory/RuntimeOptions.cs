namespace QuantBuild.Memory;

/// <summary>How the model will be run.</summary>
internal sealed record RuntimeOptions
{
    public static readonly RuntimeOptions Default = new();

    /// <summary>Resolved version of the runtime package, where the project says one.</summary>
    public string? RuntimeVersion { get; init; }
}
