using QuantBuild.Verification;

namespace QuantBuild.Steps;

/// <summary>What is known of an artifact that was put in place: enough to report it again without making it again.</summary>
internal sealed record ArtifactRecord
{
    /// <summary><see cref="AssessmentKey.OfArtifact"/> at the time.</summary>
    public required string Key { get; init; }

    public required string Path { get; init; }

    public required long Length { get; init; }

    public required long LastWriteTicks { get; init; }

    public required string Hash { get; init; }

    public required VerificationResult Verification { get; init; }

    /// <summary>What had to be said about its making.</summary>
    public IReadOnlyList<StoredDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>The file at <see cref="Path"/> is still the one that was put there.</summary>
    public bool IsInPlace()
    {
        var file = new FileInfo(Path);
        return file.Exists && file.Length == Length && file.LastWriteTimeUtc.Ticks == LastWriteTicks;
    }
}
