using System.Runtime.InteropServices;
using QuantBuild.Rewriting.Kernels;

namespace QuantBuild.Core.Tests.Rewriting;

/// <summary>The full sweep of all 2³² patterns is a verb of the benchmarks program; this is its sample.</summary>
public sealed class Float16_kernels
{
    // Around every place where the mantissa decides: ties, the bits beside them, all zeros and all ones.
    private static readonly uint[] Mantissas =
    [
        0, 1, 0x0FFE, 0x0FFF, 0x1000, 0x1001, 0x1FFF, 0x2000, 0x2FFF, 0x3000, 0x3001, 0x7F_EFFF, 0x7F_F000, 0x7F_FFFF, 0x40_0000, 0x55_5555,
    ];

    private static readonly ElementConversion[] Kernels =
        [Float32ToFloat16.Convert, Float32ToFloat16Vector256.Convert, Float32ToFloat16Vector128.Convert, Float32ToFloat16Scalar.Convert];

    [Fact]
    public void Round_like_the_cast_at_every_exponent_and_boundary_mantissa() =>
        AssertEqualToCast([.. from exponent in Enumerable.Range(0, 256) from mantissa in Mantissas from sign in new uint[] { 0, 0x8000_0000 }
            select sign | ((uint)exponent << 23) | mantissa]);

    [Fact]
    public void Round_like_the_cast_around_every_float16_value_and_every_tie()
    {
        var patterns = new List<uint>();
        for (var bits = 0; bits < 0x7C00; bits++)
        {
            var value = BitConverter.SingleToUInt32Bits((float)BitConverter.UInt16BitsToHalf((ushort)bits));
            var next = BitConverter.SingleToUInt32Bits((float)BitConverter.UInt16BitsToHalf((ushort)(bits + 1)));
            var tie = bits + 1 == 0x7C00 ? 0x477F_F000 : BitConverter.SingleToUInt32Bits((BitConverter.UInt32BitsToSingle(value) + BitConverter.UInt32BitsToSingle(next)) / 2);
            patterns.AddRange([value, value + 1, tie - 1, tie, tie + 1]);
        }

        AssertEqualToCast([.. patterns]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Round_like_the_cast_on_random_patterns(int seed)
    {
        var patterns = new uint[100_003];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(patterns.AsSpan()));
        AssertEqualToCast(patterns);
    }

    [Fact]
    public void Write_exactly_their_target_at_every_length_and_alignment()
    {
        var random = new Random(4);
        var source = new byte[(68 * sizeof(float)) + 4];
        random.NextBytes(source);
        var target = new byte[(68 * sizeof(ushort)) + 4];
        foreach (var kernel in Kernels)
        {
            for (var length = 0; length <= 67; length++)
            {
                for (var skip = 0; skip < 4; skip++)
                {
                    target.AsSpan().Fill(0xA5);
                    var elements = source.AsSpan(skip, length * sizeof(float));
                    kernel(elements, target.AsSpan(skip, length * sizeof(ushort)));
                    AssertEqualToCast(elements, target.AsSpan(skip, length * sizeof(ushort)));
                    Assert.Equal(-1, target.AsSpan(0, skip).IndexOfAnyExcept((byte)0xA5));
                    Assert.Equal(-1, target.AsSpan(skip + (length * sizeof(ushort))).IndexOfAnyExcept((byte)0xA5));
                }
            }
        }
    }

    [Theory]
    [InlineData(65503.99f, 65504f, 0, 0)]
    [InlineData(65519.996f, 65504f, 0, 0)]
    [InlineData(65520f, 65504f, 1, 0)]
    [InlineData(-65520f, -65504f, 1, 0)]
    [InlineData(float.MaxValue, 65504f, 1, 0)]
    [InlineData(float.MinValue, -65504f, 1, 0)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, 0, 0)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity, 0, 0)]
    [InlineData(float.NaN, float.NaN, 0, 0)]
    [InlineData(0f, 0f, 0, 0)]
    [InlineData(2.9802322E-8f, 0f, 0, 1)] // 2⁻²⁵, a tie that goes to even
    [InlineData(2.9802326E-8f, 5.9604645E-8f, 0, 0)] // the next float32 above
    [InlineData(-1E-10f, -0f, 0, 1)]
    [InlineData(float.Epsilon, 0f, 0, 1)]
    public void Count_what_they_clamp_and_what_vanishes(float value, float expected, long clamped, long vanished)
    {
        // Every lane of a vector, and the scalar rest behind it.
        var source = Enumerable.Repeat(value, 19).ToArray();
        foreach (var kernel in Kernels)
        {
            var target = new byte[source.Length * sizeof(ushort)];
            var counts = kernel(MemoryMarshal.AsBytes(source.AsSpan()), target);
            Assert.Equal(new ConversionCounts(clamped * source.Length, vanished * source.Length), counts);
            Assert.All(MemoryMarshal.Cast<byte, Half>(target).ToArray(), half =>
            {
                Assert.Equal(expected, (float)half);
                Assert.Equal(float.IsNegative(expected), Half.IsNegative(half));
            });
        }
    }

    [Fact]
    public void Keep_the_sign_of_zero_without_counting_it()
    {
        foreach (var kernel in Kernels)
        {
            var target = new byte[19 * sizeof(ushort)];
            Assert.Equal(default, kernel(MemoryMarshal.AsBytes(Enumerable.Repeat(-0f, 19).ToArray().AsSpan()), target));
            Assert.All(MemoryMarshal.Cast<byte, ushort>(target).ToArray(), bits => Assert.Equal(0x8000, bits));
        }
    }

    private static void AssertEqualToCast(uint[] patterns)
    {
        var source = MemoryMarshal.AsBytes(patterns.AsSpan());
        var counts = new List<ConversionCounts>();
        foreach (var kernel in Kernels)
        {
            var target = new byte[patterns.Length * sizeof(ushort)];
            counts.Add(kernel(source, target));
            AssertEqualToCast(source, target);
        }

        Assert.Single(counts.Distinct());
    }

    private static void AssertEqualToCast(ReadOnlySpan<byte> source, ReadOnlySpan<byte> target)
    {
        for (var i = 0; i < target.Length / sizeof(ushort); i++)
        {
            var value = BitConverter.ToSingle(source[(i * sizeof(float))..]);
            var actual = BitConverter.ToUInt16(target[(i * sizeof(ushort))..]);
            var expected = BitConverter.HalfToUInt16Bits(
                float.IsFinite(value) ? (Half)Math.Clamp(value, -65504f, 65504f) : (Half)value);
            var equal = float.IsNaN(value)
                ? Half.IsNaN(BitConverter.UInt16BitsToHalf(actual)) && (actual ^ expected) < 0x8000
                : actual == expected;
            Assert.True(equal, $"{BitConverter.SingleToUInt32Bits(value):X8} became {actual:X4}, not {expected:X4}");
        }
    }
}
