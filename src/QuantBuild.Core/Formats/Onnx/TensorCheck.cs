using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx;

/// <summary>Whether a tensor has the elements its shape promises.</summary>
internal static class TensorCheck
{
    /// <summary>More than any file holds; what is within can be added up for every tensor of a model.</summary>
    private const long MostElements = 1L << 50;

    private static readonly int LastType = (int)Enum.GetValues<ElementType>()[^1];

    /// <summary>What is wrong with type and shape, in words, or null; to ask before anything is computed from them.</summary>
    public static string? Declaration(TensorProto tensor) =>
        tensor.DataType < 1 || tensor.DataType > LastType ? $"has the element type {tensor.DataType}; the format knows 1 to {LastType}"
        : tensor.Shape() is { Elements: null or > MostElements } shape ? $"has the impossible shape {shape}"
        : null;

    /// <summary>In words, or null where the tensor, whose declaration is sound, is so too.</summary>
    public static string? Problem(TensorProto tensor, IReadOnlyList<Payload> payloads)
    {
        var (shape, type) = (tensor.Shape(), (ElementType)tensor.DataType);
        var elements = shape.Elements!.Value;
        if (Fields(tensor) is > 1 and var fields)
        {
            return $"has elements in {fields} fields; one may hold them";
        }

        if (type == ElementType.String)
        {
            return Compare(shape, type, elements, tensor.StringData.Count, "elements");
        }

        var (needed, unit) = (type.SizeOf(elements).Bytes, "bytes");
        return tensor.HasPayload && HoldsVarints(tensor) ? Varints(shape, type, Numbers(type, elements), payloads[tensor.Payload].Length)
            : tensor.HasPayload ? Compare(shape, type, needed, payloads[tensor.Payload].Length, unit)
            : tensor.FloatData.Count > 0 ? Compare(shape, type, needed, tensor.FloatData.Count * 4L, unit)
            : tensor.DoubleData.Count > 0 ? Compare(shape, type, needed, tensor.DoubleData.Count * 8L, unit)
            : tensor.Int32Data.Count + tensor.Int64Data.Count + tensor.Uint64Data.Count is > 0 and var numbers ? Compare(shape, type, Numbers(type, elements), numbers, "numbers")
            : Compare(shape, type, needed, tensor.HasRawData ? tensor.RawData.Length : 0, unit);
    }

    public static bool HoldsVarints(TensorProto tensor) =>
        tensor.HasPayloadField && tensor.PayloadField is OnnxFields.Int32Data or OnnxFields.Int64Data or OnnxFields.UInt64Data;

    /// <summary>Elements of fewer than 8 bits share a byte, and each byte is a number.</summary>
    private static long Numbers(ElementType type, long elements) => type.Bits() < 8 ? type.SizeOf(elements).Bytes : elements;

    private static int Fields(TensorProto tensor) =>
        (tensor.HasPayload ? 1 : 0) + (tensor.RawData.Length > 0 ? 1 : 0) + (tensor.FloatData.Count > 0 ? 1 : 0) + (tensor.DoubleData.Count > 0 ? 1 : 0) +
        (tensor.Int32Data.Count > 0 ? 1 : 0) + (tensor.Int64Data.Count > 0 ? 1 : 0) + (tensor.Uint64Data.Count > 0 ? 1 : 0) + (tensor.StringData.Count > 0 ? 1 : 0);

    /// <summary>A number takes 1 to 10 bytes; how many there are is known only to who reads them.</summary>
    private static string? Varints(TensorShape shape, ElementType type, long numbers, long bytes) =>
        bytes >= numbers && bytes <= numbers * 10 ? null : $"of shape {shape} and type {type.ReportName()} needs {numbers} to {numbers * 10} bytes, but has {bytes}";

    private static string? Compare(TensorShape shape, ElementType type, long needed, long found, string unit) =>
        needed == found ? null : $"of shape {shape} and type {type.ReportName()} needs {needed} {unit}, but has {found}";
}
