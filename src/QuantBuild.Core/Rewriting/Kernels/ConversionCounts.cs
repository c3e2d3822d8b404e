namespace QuantBuild.Rewriting.Kernels;

/// <summary>What a kernel did to values beyond rounding them.</summary>
/// <param name="Clamped">Finite values set to the limit of the target's range.</param>
/// <param name="Vanished">Values other than zero that became zero.</param>
internal readonly record struct ConversionCounts(long Clamped, long Vanished)
{
    public static ConversionCounts operator +(ConversionCounts left, ConversionCounts right) =>
        new(left.Clamped + right.Clamped, left.Vanished + right.Vanished);
}
