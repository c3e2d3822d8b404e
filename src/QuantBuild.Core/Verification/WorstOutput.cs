using QuantBuild.Execution;

namespace QuantBuild.Verification;

/// <summary>One figure for all outputs of a comparison.</summary>
internal static class WorstOutput
{
    /// <summary>The lowest SQNR of the floating-point outputs that are more than noise themselves, in decibels: infinite where they are equal.</summary>
    public static double SqnrDb(IEnumerable<OutputComparison> outputs) => outputs
        .Where(output => output.Incomparable is not null || output.ReferenceRms is >= OutputMetrics.SmallestRms)
        .Select(output => output.NotFinite > 0 || output.Incomparable is not null ? double.NegativeInfinity : output.SqnrDb ?? double.PositiveInfinity)
        .DefaultIfEmpty(double.PositiveInfinity)
        .Min();
}
