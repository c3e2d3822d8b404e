using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static QuantBuild.Rewriting.Kernels.Float32ToFloat16;

namespace QuantBuild.Rewriting.Kernels;

/// <summary>Eight elements a step, for processors whose vectors have 128 bits (Arm64).</summary>
internal static class Float32ToFloat16Vector128
{
    /// <summary>Float16 elements of one vector; each step reads two vectors and writes one.</summary>
    private const int Step = 8;

    // A conversion is often over before tiered compilation would replace the first, unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ConversionCounts Convert(ReadOnlySpan<byte> source, Span<byte> target)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var count = target.Length / sizeof(ushort);
        var vanished = Vector128<int>.Zero;
        var counts = default(ConversionCounts);
        var i = 0;
        for (; i <= count - Step; i += Step)
        {
            var low = Vector128.LoadUnsafe(ref from, (nuint)i * sizeof(float)).AsInt32();
            var high = Vector128.LoadUnsafe(ref from, ((nuint)i * sizeof(float)) + 16).AsInt32();
            var lowMagnitude = low & Vector128.Create(MagnitudeMask);
            var highMagnitude = high & Vector128.Create(MagnitudeMask);

            // Overflow, infinity and NaN are rare enough to leave the whole step to the scalar twin.
            if (Vector128.GreaterThanAny(Vector128.Max(lowMagnitude, highMagnitude), Vector128.Create(LargestInRange)))
            {
                counts += Float32ToFloat16Scalar.Convert(
                    source.Slice(i * sizeof(float), Step * sizeof(float)), target.Slice(i * sizeof(ushort), Step * sizeof(ushort)));
                continue;
            }

            vanished -= Vanishing(lowMagnitude) + Vanishing(highMagnitude);
            Vector128.Narrow(Round(low, lowMagnitude).AsUInt32(), Round(high, highMagnitude).AsUInt32())
                .AsByte().StoreUnsafe(ref to, (nuint)i * sizeof(ushort));
        }

        counts += new ConversionCounts(0, Vector128.Sum(vanished));
        return counts + Float32ToFloat16Scalar.Convert(source[(i * sizeof(float))..], target[(i * sizeof(ushort))..]);
    }

    /// <summary>−1 in each lane with 0 &lt; magnitude ≤ 2⁻²⁵; the wrapping sum moves zero to the upper end of the signed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Vanishing(Vector128<int> magnitude) =>
        Vector128.LessThan(magnitude + Vector128.Create(int.MaxValue), Vector128.Create(unchecked(LargestVanishing + 1 + int.MaxValue)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Round(Vector128<int> bits, Vector128<int> magnitude)
    {
        var odd = Vector128.ShiftRightLogical(magnitude, DroppedBits) & Vector128<int>.One;
        var normal = Vector128.ShiftRightLogical(magnitude + Vector128.Create(RebiasAndRound) + odd, DroppedBits);
        var subnormal = (magnitude.AsSingle() + Vector128.Create(0.5f)).AsInt32() - Vector128.Create(OneHalf);
        var rounded = Vector128.ConditionalSelect(Vector128.LessThan(magnitude, Vector128.Create(SmallestNormal)), subnormal, normal);
        return rounded | Vector128.ShiftRightLogical(bits ^ magnitude, 16);
    }
}
