namespace QuantBuild.Models;

/// <summary>A measured number of bytes over several repeats.</summary>
internal readonly record struct MeasuredRange(ByteSize Median, ByteSize Min, ByteSize Max)
{
    /// <param name="values">At least one; of an even number the lower of the two in the middle.</param>
    public static MeasuredRange Of(IEnumerable<long> values)
    {
        long[] sorted = [.. values.Order()];
        return new(new(sorted[(sorted.Length - 1) / 2]), new(sorted[0]), new(sorted[^1]));
    }
}
