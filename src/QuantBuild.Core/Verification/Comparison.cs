using QuantBuild.Execution;

namespace QuantBuild.Verification;

/// <summary>Two models on equal inputs.</summary>
/// <param name="Result">The verdict, with the figures of the worst output.</param>
/// <param name="Outputs">Each output, in the original's order; empty where one of the models did not run.</param>
internal sealed record Comparison(VerificationResult Result, IReadOnlyList<OutputComparison> Outputs);
