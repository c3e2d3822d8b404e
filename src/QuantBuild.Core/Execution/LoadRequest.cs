namespace QuantBuild.Execution;

/// <summary>Creates a session and drops it.</summary>
/// <param name="Model">Absolute path.</param>
/// <param name="Level">How far the graph is optimised.</param>
internal sealed record LoadRequest(string Model, OptimizationLevel Level);
