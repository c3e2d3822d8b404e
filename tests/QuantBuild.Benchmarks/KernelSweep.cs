using System.Runtime.InteropServices;
using QuantBuild.Rewriting.Kernels;

namespace QuantBuild.Benchmarks;

/// <summary>All 2³² patterns of float32 through every kernel, held to .NET's own cast.</summary>
internal static class KernelSweep
{
    private const int Chunk = 1 << 20;

    private static readonly (string Name, ElementConversion Convert)[] Kernels =
    [
        ("Vector256", Float32ToFloat16Vector256.Convert), ("Vector128", Float32ToFloat16Vector128.Convert), ("scalar", Float32ToFloat16Scalar.Convert),
    ];

    public static int Run()
    {
        var differences = new long[Kernels.Length];
        var counts = new ConversionCounts[Kernels.Length];
        var expectedCounts = default(ConversionCounts);
        var source = new uint[Chunk];
        var expected = new ushort[Chunk];
        var actual = new ushort[Chunk];
        for (var start = 0L; start < 1L << 32; start += Chunk)
        {
            expectedCounts += Expect((uint)start, source, expected);
            for (var i = 0; i < Kernels.Length; i++)
            {
                counts[i] += Kernels[i].Convert(MemoryMarshal.AsBytes(source.AsSpan()), MemoryMarshal.AsBytes(actual.AsSpan()));
                differences[i] += actual.AsSpan().SequenceEqual(expected) ? 0 : Differences(source, expected, actual);
            }
        }

        Console.WriteLine($"patterns {1L << 32:N0}; clamped {expectedCounts.Clamped:N0}, vanished {expectedCounts.Vanished:N0}");
        for (var i = 0; i < Kernels.Length; i++)
        {
            Console.WriteLine($"{Kernels[i].Name,-10} differences {differences[i]:N0}, counts {(counts[i] == expectedCounts ? "equal" : counts[i].ToString())}");
        }

        return differences.All(count => count == 0) && counts.All(count => count == expectedCounts) ? 0 : 1;
    }

    private static ConversionCounts Expect(uint start, uint[] source, ushort[] expected)
    {
        long clamped = 0;
        long vanished = 0;
        for (var i = 0; i < Chunk; i++)
        {
            source[i] = start + (uint)i;
            var value = BitConverter.UInt32BitsToSingle(source[i]);
            var limited = float.IsFinite(value) ? Math.Clamp(value, -65504f, 65504f) : value;
            expected[i] = BitConverter.HalfToUInt16Bits((Half)limited);

            // Between 65504 and 65520 the cast rounds into the range by itself.
            clamped += float.IsFinite(value) && Math.Abs(value) >= 65520f ? 1 : 0;
            vanished += value != 0 && (expected[i] & 0x7FFF) == 0 ? 1 : 0;
        }

        return new ConversionCounts(clamped, vanished);
    }

    // The payload of a NaN is free, its sign is not.
    private static long Differences(uint[] source, ushort[] expected, ushort[] actual)
    {
        long count = 0;
        for (var i = 0; i < Chunk; i++)
        {
            var nan = float.IsNaN(BitConverter.UInt32BitsToSingle(source[i]));
            var equal = nan
                ? Half.IsNaN(BitConverter.UInt16BitsToHalf(actual[i])) && (actual[i] ^ expected[i]) < 0x8000
                : actual[i] == expected[i];
            count += equal ? 0 : 1;
        }

        return count;
    }
}
