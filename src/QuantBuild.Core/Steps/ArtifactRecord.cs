using QuantBuild.Verification;

namespace QuantBuild.Steps;

/// <summary>What is known of an artifact that was put in place: enough to report it again without making it again.</summary>
internal sealed record ArtifactRecord
{
    /// <summary><see cref="AssessmentKey.OfArtifact"/> at the time.</summary>
    public required string Key { get; init; }

    public required string Path { get; init; }

    /// <summary>The model first.</summary>
    public required IReadOnlyList<RecordedFile> Files { get; init; }

    public required string Hash { get; init; }

    public required VerificationResult Verification { get; init; }

    /// <summary>What had to be said about its making.</summary>
    public IReadOnlyList<StoredDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>Every file is still the one that was put there.</summary>
    public bool IsInPlace() => Files.All(file => file.IsInPlace());
}
