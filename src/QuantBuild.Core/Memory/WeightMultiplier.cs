using QuantBuild.Models;

namespace QuantBuild.Memory;

/// <summary>Resident bytes per stored byte, measured.</summary>
/// <param name="Low">Least that was seen.</param>
/// <param name="Expected">What to count with.</param>
/// <param name="High">Most that was seen.</param>
internal readonly record struct WeightMultiplier(double Low, double Expected, double High)
{
    public static MemoryBand operator *(ByteSize stored, WeightMultiplier multiplier) =>
        new(stored * multiplier.Low, stored * multiplier.Expected, stored * multiplier.High);
}
