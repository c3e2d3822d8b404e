namespace QuantBuild.Execution;

/// <summary>What two models made of equal inputs. Where the original does not run, the artifact was only loaded.</summary>
internal sealed record CompareResponse
{
    public ModelFailure? OriginalFailure { get; init; }

    public ModelFailure? ArtifactFailure { get; init; }

    /// <summary>Dimensions that the original leaves open; the run took 1 for each.</summary>
    public IReadOnlyList<UnsetDimension> UnsetDimensions { get; init; } = [];

    /// <summary>In the original's order; empty where one of the models did not run.</summary>
    public IReadOnlyList<OutputComparison> Outputs { get; init; } = [];
}
