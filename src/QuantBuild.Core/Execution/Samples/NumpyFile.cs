using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using QuantBuild.Models;

namespace QuantBuild.Execution.Samples;

// Specification: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

/// <summary>NumPy's file of one array.</summary>
internal static partial class NumpyFile
{
    public static SampleTensor? Read(ReadOnlyMemory<byte> file, out string? problem)
    {
        var bytes = file.Span;
        problem = "is no NumPy array: it does not begin as one";
        if (bytes.Length < 12 || !bytes.StartsWith(Magic))
        {
            return null;
        }

        var (start, length) = bytes[6] == 1 ? (10, BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])) : (12, BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
        var end = start + (long)length;
        if (end > bytes.Length)
        {
            return null;
        }

        var header = Encoding.Latin1.GetString(bytes[start..(int)end]);
        if (Value(Description(), header) is not { } description || Value(Order(), header) is not { } order || Value(Extents(), header) is not { } extents)
        {
            problem = $"has a header that is not understood: {header.Trim()}";
            return null;
        }

        var type = TypeOf(description);
        problem = type == ElementType.Undefined ? $"holds elements of '{description}'; legal: little-endian numbers and booleans"
            : order == "True" ? "is in Fortran's order; save it in C's"
            : null;
        return problem is not null ? null : new SampleTensor(
            type,
            new TensorShape([.. extents.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(extent => long.TryParse(extent, CultureInfo.InvariantCulture, out var number) ? number : -1)]),
            file[(int)end..]);
    }

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    private static string? Value(Regex pattern, string header) => pattern.Match(header) is { Success: true } match ? match.Groups[1].Value : null;

    private static ElementType TypeOf(string description) => description switch
    {
        "<f4" => ElementType.Float32,
        "<f8" => ElementType.Float64,
        "<f2" => ElementType.Float16,
        "|b1" => ElementType.Bool,
        "|i1" => ElementType.Int8,
        "|u1" => ElementType.UInt8,
        "<i2" => ElementType.Int16,
        "<u2" => ElementType.UInt16,
        "<i4" => ElementType.Int32,
        "<u4" => ElementType.UInt32,
        "<i8" => ElementType.Int64,
        "<u8" => ElementType.UInt64,
        _ => ElementType.Undefined,
    };

    [GeneratedRegex("'descr':\\s*'([^']*)'")]
    private static partial Regex Description();

    [GeneratedRegex("'fortran_order':\\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex("'shape':\\s*\\(([0-9, ]{0,400})\\)")]
    private static partial Regex Extents();
}
