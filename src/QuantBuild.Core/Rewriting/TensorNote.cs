namespace QuantBuild.Rewriting;

/// <summary>What a conversion did to the values of one tensor beyond rounding them.</summary>
/// <param name="Tensor">Its name.</param>
/// <param name="Clamped">Finite values beyond the target's range, set to its limit.</param>
/// <param name="Vanished">Values other than zero that became zero.</param>
internal sealed record TensorNote(string Tensor, long Clamped, long Vanished);
