using QuantBuild.Policy;

namespace QuantBuild.Steps;

/// <summary>What one build leaves for the next about one model.</summary>
internal sealed record ModelState
{
    /// <summary><see cref="AssessmentKey.Of"/> at the time.</summary>
    public required string Key { get; init; }

    public required ModelAssessment Assessment { get; init; }

    public ArtifactRecord? Artifact { get; init; }
}
