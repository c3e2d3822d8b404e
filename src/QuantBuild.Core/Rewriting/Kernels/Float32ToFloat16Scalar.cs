using System.Buffers.Binary;

namespace QuantBuild.Rewriting.Kernels;

/// <summary>One element at a time: what the vector kernels are held to, and what they leave to it.</summary>
internal static class Float32ToFloat16Scalar
{
    public static ConversionCounts Convert(ReadOnlySpan<byte> source, Span<byte> target)
    {
        long clamped = 0;
        long vanished = 0;
        for (var i = 0; i < target.Length / sizeof(ushort); i++)
        {
            var value = BinaryPrimitives.ReadSingleLittleEndian(source[(i * sizeof(float))..]);
            var half = (Half)value;
            if (Half.IsInfinity(half) && float.IsFinite(value))
            {
                clamped++;
                half = value > 0 ? Half.MaxValue : Half.MinValue;
            }
            else if (half == Half.Zero && value != 0)
            {
                vanished++;
            }

            BinaryPrimitives.WriteHalfLittleEndian(target[(i * sizeof(ushort))..], half);
        }

        return new ConversionCounts(clamped, vanished);
    }
}
