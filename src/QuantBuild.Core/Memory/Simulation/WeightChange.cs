namespace QuantBuild.Memory.Simulation;

/// <summary>A constant that a pass replaced by another of its own making.</summary>
/// <param name="Kind">Which pass; it decides what is in memory meanwhile.</param>
/// <param name="Before">The constant it was made from.</param>
/// <param name="After">What the nodes take now.</param>
internal sealed record WeightChange(WeightChangeKind Kind, RuntimeValue Before, RuntimeValue After);
