namespace QuantBuild.Rewriting;

/// <summary>An artifact that waits for its place, or the reason there is none.</summary>
internal sealed record RewriteOutcome(PendingArtifact? Artifact, RewriteFailure? Failure);
