using System.Runtime.InteropServices;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>Elements of the types that can be made up and compared, to and from double.</summary>
internal static class ElementValues
{
    public static bool IsSupported(ElementType type) => type
        is ElementType.Float32 or ElementType.Float64 or ElementType.Float16 or ElementType.BFloat16 or ElementType.Bool
        or ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.UInt16
        or ElementType.Int32 or ElementType.UInt32 or ElementType.Int64 or ElementType.UInt64;

    public static void Read(ElementType type, ReadOnlySpan<byte> bytes, Span<double> values)
    {
        switch (type)
        {
            case ElementType.Float32: Read<float>(bytes, values, static value => value); break;
            case ElementType.Float64: Read<double>(bytes, values, static value => value); break;
            case ElementType.Float16: Read<Half>(bytes, values, static value => (double)value); break;
            case ElementType.BFloat16: Read<ushort>(bytes, values, static value => BitConverter.UInt32BitsToSingle((uint)value << 16)); break;
            case ElementType.Bool or ElementType.UInt8: Read<byte>(bytes, values, static value => value); break;
            case ElementType.Int8: Read<sbyte>(bytes, values, static value => value); break;
            case ElementType.Int16: Read<short>(bytes, values, static value => value); break;
            case ElementType.UInt16: Read<ushort>(bytes, values, static value => value); break;
            case ElementType.Int32: Read<int>(bytes, values, static value => value); break;
            case ElementType.UInt32: Read<uint>(bytes, values, static value => value); break;
            case ElementType.Int64: Read<long>(bytes, values, static value => value); break;
            case ElementType.UInt64: Read<ulong>(bytes, values, static value => value); break;
            default: throw new ArgumentOutOfRangeException(nameof(type), type, null);
        }
    }

    public static void Write(ElementType type, ReadOnlySpan<double> values, Span<byte> bytes)
    {
        switch (type)
        {
            case ElementType.Float32: Write(values, bytes, static value => (float)value); break;
            case ElementType.Float64: Write(values, bytes, static value => value); break;
            case ElementType.Float16: Write(values, bytes, static value => (Half)value); break;
            case ElementType.BFloat16: Write(values, bytes, static value => RoundToBFloat16((float)value)); break;
            case ElementType.Bool or ElementType.UInt8: Write(values, bytes, static value => (byte)value); break;
            case ElementType.Int8: Write(values, bytes, static value => (sbyte)value); break;
            case ElementType.Int16: Write(values, bytes, static value => (short)value); break;
            case ElementType.UInt16: Write(values, bytes, static value => (ushort)value); break;
            case ElementType.Int32: Write(values, bytes, static value => (int)value); break;
            case ElementType.UInt32: Write(values, bytes, static value => (uint)value); break;
            case ElementType.Int64: Write(values, bytes, static value => (long)value); break;
            case ElementType.UInt64: Write(values, bytes, static value => (ulong)value); break;
            default: throw new ArgumentOutOfRangeException(nameof(type), type, null);
        }
    }

    /// <summary>Of finite values only: half of the dropped bits, ties to even, is added before they are cut.</summary>
    private static ushort RoundToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    private static void Read<T>(ReadOnlySpan<byte> bytes, Span<double> values, Func<T, double> convert)
        where T : unmanaged
    {
        var elements = MemoryMarshal.Cast<byte, T>(bytes)[..values.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            values[i] = convert(elements[i]);
        }
    }

    private static void Write<T>(ReadOnlySpan<double> values, Span<byte> bytes, Func<double, T> convert)
        where T : unmanaged
    {
        var elements = MemoryMarshal.Cast<byte, T>(bytes)[..values.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = convert(values[i]);
        }
    }
}
