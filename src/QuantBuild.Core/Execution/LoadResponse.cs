namespace QuantBuild.Execution;

/// <summary>Whether the model loads.</summary>
/// <param name="Failure">Why it does not; null where it does.</param>
internal sealed record LoadResponse(ModelFailure? Failure);
