namespace QuantBuild.Requests;

/// <summary>Run two models on equal inputs and say how far apart their outputs are.</summary>
/// <param name="Original">The reference, with the gate and the extents of the inputs.</param>
/// <param name="Artifact">The other.</param>
internal sealed record ComparisonRequest(ModelRequest Original, ModelRequest Artifact)
{
    /// <summary>Folder that paths are shown relative to.</summary>
    public required string BaseFolder { get; init; }

    public CancellationToken Cancellation { get; init; }
}
