namespace QuantBuild.Schemes;

/// <summary>What a person may say about how a model is converted.</summary>
internal sealed record SchemeOptions
{
    public static readonly SchemeOptions Default = new();

    /// <summary>Globs of node or tensor names kept as they are.</summary>
    public IReadOnlyList<string> ExcludeNodes { get; init; } = [];

    /// <summary>Graph inputs and outputs keep their element types.</summary>
    public bool KeepIoTypes { get; init; } = true;
}
