using System.Runtime.InteropServices;
using QuantBuild.Rewriting.Kernels;

namespace QuantBuild.Benchmarks;

/// <summary>Every float32 there is, through every float16 kernel, against the runtime's own cast.</summary>
internal static class KernelSweep
{
    private const int Block = 1 << 20;

    private static readonly (string Name, ElementConversion Convert)[] Kernels =
    [
        ("Vector256", Float32ToFloat16Vector256.Convert), ("Vector128", Float32ToFloat16Vector128.Convert), ("scalar", Float32ToFloat16Scalar.Convert),
    ];

    public static int Run()
    {
        long wrong = 0;
        Parallel.For(0, (int)((1L << 32) / Block), block =>
        {
            var source = new uint[Block];
            for (var i = 0; i < Block; i++)
            {
                source[i] = (uint)block * Block + (uint)i;
            }

            var target = new ushort[Block];
            foreach (var (name, convert) in Kernels)
            {
                convert(MemoryMarshal.AsBytes(source.AsSpan()), MemoryMarshal.AsBytes(target.AsSpan()));
                for (var i = 0; i < Block; i++)
                {
                    if (!IsRight(source[i], target[i]))
                    {
                        Console.WriteLine($"{name}: {source[i]:X8} became {target[i]:X4}");
                        Interlocked.Increment(ref wrong);
                    }
                }
            }
        });
        Console.WriteLine($"{1L << 32} patterns, {Kernels.Length} kernels, {wrong} wrong");
        return wrong == 0 ? 0 : 1;
    }

    private static bool IsRight(uint bits, ushort half)
    {
        var value = BitConverter.UInt32BitsToSingle(bits);
        var found = BitConverter.UInt16BitsToHalf(half);
        if (float.IsNaN(value))
        {
            return Half.IsNaN(found) && Half.IsNegative(found) == float.IsNegative(value);
        }

        var expected = float.IsFinite(value) ? (Half)Math.Clamp(value, -65504f, 65504f) : (Half)value;
        return BitConverter.HalfToUInt16Bits(expected) == half;
    }
}
