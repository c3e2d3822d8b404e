using QuantBuild.Diagnostics;
using QuantBuild.Reporting;
using QuantBuild.Verification;

namespace QuantBuild.Steps;

/// <summary>What became of one decision.</summary>
internal sealed record MadeArtifact
{
    public static readonly MadeArtifact None = new();

    /// <summary>Planned or in place; null where the original ships.</summary>
    public OutputReport? Output { get; init; }

    public VerificationResult? Verification { get; init; }

    /// <summary>What the next build may rely on; null where nothing is in place.</summary>
    public ArtifactRecord? Record { get; init; }

    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    public bool Failed => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}
