using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx;

/// <summary>Whether a tensor has the elements its shape promises.</summary>
internal static class TensorCheck
{
    /// <summary>In words, or null where the tensor is sound.</summary>
    public static string? Problem(TensorProto tensor, IReadOnlyList<Payload> payloads)
    {
        var shape = new TensorShape([.. tensor.Dims]);
        if (shape.Elements is not { } elements || elements > long.MaxValue / 128)
        {
            return $"has the impossible shape {shape}";
        }

        // Elements in int32_data, int64_data and uint64_data are varints: their byte length says nothing.
        var bytes = tensor.HasPayload
            ? HoldsVarints(tensor) ? (long?)null : payloads[tensor.Payload].Length
            : tensor.HasRawData ? tensor.RawData.Length
            : tensor.FloatData.Count > 0 ? tensor.FloatData.Count * 4L
            : null;
        if (bytes is null || ((ElementType)tensor.DataType).Bits() is 0)
        {
            return null;
        }

        var expected = ((ElementType)tensor.DataType).SizeOf(elements).Bytes;
        return bytes == expected ? null : $"of shape {shape} and type {((ElementType)tensor.DataType).ReportName()} needs {expected} bytes, but has {bytes}";
    }

    public static bool HoldsVarints(TensorProto tensor) =>
        tensor.HasPayloadField && tensor.PayloadField is OnnxFields.Int32Data or OnnxFields.Int64Data or OnnxFields.UInt64Data;
}
