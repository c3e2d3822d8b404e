namespace QuantBuild.Requests;

/// <summary>Read models and say what they are; decide nothing.</summary>
internal sealed record InspectRequest
{
    /// <summary>Absolute paths of models.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Folder that paths are shown relative to.</summary>
    public required string BaseFolder { get; init; }

    /// <summary>List the stored tensors too.</summary>
    public bool Tensors { get; init; }
}
