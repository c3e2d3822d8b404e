namespace QuantBuild.Models;

/// <summary>What an element type is worth: its width, its name, and whether it can be a weight.</summary>
internal static class ElementTypes
{
    /// <summary>Bits of one element as stored; 0 where elements have no fixed width.</summary>
    public static int Bits(this ElementType type) => type switch
    {
        ElementType.UInt2 or ElementType.Int2 => 2,
        ElementType.UInt4 or ElementType.Int4 or ElementType.Float4E2M1 => 4,
        ElementType.UInt8 or ElementType.Int8 or ElementType.Bool or ElementType.Float8E4M3FN or ElementType.Float8E4M3FNUZ
            or ElementType.Float8E5M2 or ElementType.Float8E5M2FNUZ or ElementType.Float8E8M0 => 8,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 16,
        ElementType.Float32 or ElementType.Int32 or ElementType.UInt32 => 32,
        ElementType.Float64 or ElementType.Int64 or ElementType.UInt64 or ElementType.Complex64 => 64,
        ElementType.Complex128 => 128,
        _ => 0,
    };

    /// <summary>Elements have a fixed width: neither text nor no tensor at all.</summary>
    public static bool IsDense(this ElementType type) => type.Bits() > 0;

    public static bool IsFloatingPoint(this ElementType type) => type
        is ElementType.Float32 or ElementType.Float16 or ElementType.Float64 or ElementType.BFloat16
        or ElementType.Float8E4M3FN or ElementType.Float8E4M3FNUZ or ElementType.Float8E5M2 or ElementType.Float8E5M2FNUZ
        or ElementType.Float8E8M0 or ElementType.Float4E2M1;

    /// <summary>The name in reports: <c>float32</c>, <c>int4</c>, <c>float8e4m3fn</c>.</summary>
    public static string ReportName(this ElementType type) => type.ToString().ToLowerInvariant();

    /// <summary>Bytes of so many elements, sub-byte types packed; checked.</summary>
    public static ByteSize SizeOf(this ElementType type, long elements) => new(checked((elements * type.Bits() + 7) / 8));
}
