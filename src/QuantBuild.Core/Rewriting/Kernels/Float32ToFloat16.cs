using System.Runtime.Intrinsics;

namespace QuantBuild.Rewriting.Kernels;

/// <summary>
/// float32 to float16, rounded to nearest even. Finite values beyond the range become ±65504; infinities and NaN stay what they are.
/// </summary>
/// <remarks>Bits of both formats: IEEE 754-2019, binary32 and binary16.</remarks>
internal static class Float32ToFloat16
{
    /// <summary>All bits but the sign.</summary>
    internal const int MagnitudeMask = 0x7FFF_FFFF;

    /// <summary>Largest magnitude that rounds into the range: the last float32 before 65520.</summary>
    internal const int LargestInRange = 0x477F_EFFF;

    /// <summary>2⁻¹⁴, the smallest magnitude that float16 holds with full precision.</summary>
    internal const int SmallestNormal = 0x3880_0000;

    /// <summary>2⁻²⁵: half of the smallest float16, which the tie to even still rounds to zero.</summary>
    internal const int LargestVanishing = 0x3300_0000;

    /// <summary>0.5, whose unit in the last place is 2⁻²⁴: adding it makes the adder round to float16's smallest step.</summary>
    internal const int OneHalf = 0x3F00_0000;

    /// <summary>Bits of the significand that float16 does not have.</summary>
    internal const int DroppedBits = 13;

    /// <summary>From the exponent bias 127 to 15, and just under half a unit of the last kept bit.</summary>
    internal const int RebiasAndRound = -(112 << 23) + 0xFFF;

    public static ConversionCounts Convert(ReadOnlySpan<byte> source, Span<byte> target)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Length, checked(target.Length * 2));
        return Vector256.IsHardwareAccelerated ? Float32ToFloat16Vector256.Convert(source, target)
            : Vector128.IsHardwareAccelerated ? Float32ToFloat16Vector128.Convert(source, target)
            : Float32ToFloat16Scalar.Convert(source, target);
    }
}
