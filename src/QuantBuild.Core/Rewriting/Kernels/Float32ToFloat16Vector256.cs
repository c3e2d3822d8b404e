using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static QuantBuild.Rewriting.Kernels.Float32ToFloat16;

namespace QuantBuild.Rewriting.Kernels;

/// <summary>Sixteen elements a step.</summary>
internal static class Float32ToFloat16Vector256
{
    /// <summary>Float16 elements of one vector; each step reads two vectors and writes one.</summary>
    private const int Step = 16;

    // A conversion is often over before tiered compilation would replace the first, unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ConversionCounts Convert(ReadOnlySpan<byte> source, Span<byte> target)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var count = target.Length / sizeof(ushort);
        var vanished = Vector256<int>.Zero;
        var counts = default(ConversionCounts);
        var i = 0;
        for (; i <= count - Step; i += Step)
        {
            var low = Vector256.LoadUnsafe(ref from, (nuint)i * sizeof(float)).AsInt32();
            var high = Vector256.LoadUnsafe(ref from, ((nuint)i * sizeof(float)) + 32).AsInt32();
            var lowMagnitude = low & Vector256.Create(MagnitudeMask);
            var highMagnitude = high & Vector256.Create(MagnitudeMask);

            // Overflow, infinity and NaN are rare enough to leave the whole step to the scalar twin.
            if (Vector256.GreaterThanAny(Vector256.Max(lowMagnitude, highMagnitude), Vector256.Create(LargestInRange)))
            {
                counts += Float32ToFloat16Scalar.Convert(
                    source.Slice(i * sizeof(float), Step * sizeof(float)), target.Slice(i * sizeof(ushort), Step * sizeof(ushort)));
                continue;
            }

            vanished -= Vanishing(lowMagnitude) + Vanishing(highMagnitude);
            Vector256.Narrow(Round(low, lowMagnitude).AsUInt32(), Round(high, highMagnitude).AsUInt32())
                .AsByte().StoreUnsafe(ref to, (nuint)i * sizeof(ushort));
        }

        counts += new ConversionCounts(0, Vector256.Sum(vanished));
        return counts + Float32ToFloat16Scalar.Convert(source[(i * sizeof(float))..], target[(i * sizeof(ushort))..]);
    }

    /// <summary>−1 in each lane with 0 &lt; magnitude ≤ 2⁻²⁵; the wrapping sum moves zero to the upper end of the signed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Vanishing(Vector256<int> magnitude) =>
        Vector256.LessThan(magnitude + Vector256.Create(int.MaxValue), Vector256.Create(unchecked(LargestVanishing + 1 + int.MaxValue)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Round(Vector256<int> bits, Vector256<int> magnitude)
    {
        var odd = Vector256.ShiftRightLogical(magnitude, DroppedBits) & Vector256<int>.One;
        var normal = Vector256.ShiftRightLogical(magnitude + Vector256.Create(RebiasAndRound) + odd, DroppedBits);
        var subnormal = (magnitude.AsSingle() + Vector256.Create(0.5f)).AsInt32() - Vector256.Create(OneHalf);
        var rounded = Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(SmallestNormal)), subnormal, normal);
        return rounded | Vector256.ShiftRightLogical(bits ^ magnitude, 16);
    }
}
