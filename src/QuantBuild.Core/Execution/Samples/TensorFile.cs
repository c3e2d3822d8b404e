using System.Runtime.InteropServices;
using Google.Protobuf;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Execution.Samples;

// Specification: https://github.com/onnx/onnx/blob/main/docs/OnnxBackendTest.md

/// <summary>A <c>TensorProto</c> by itself, as the ONNX backend tests keep their inputs.</summary>
internal static class TensorFile
{
    public static SampleTensor? Read(byte[] file, out string? problem)
    {
        TensorProto tensor;
        try
        {
            tensor = TensorProto.Parser.ParseFrom(file);
        }
        catch (InvalidProtocolBufferException error)
        {
            problem = $"is no ONNX tensor: {error.Message}";
            return null;
        }

        var type = (ElementType)tensor.DataType;
        if (!ElementValues.IsSupported(type))
        {
            problem = "is no ONNX tensor of numbers or booleans";
            return null;
        }

        problem = null;
        return new SampleTensor(type, tensor.Shape(), Bytes(tensor, type));
    }

    private static byte[] Bytes(TensorProto tensor, ElementType type) => type switch
    {
        _ when tensor.HasRawData => tensor.RawData.ToByteArray(),
        ElementType.Float32 => MemoryMarshal.AsBytes<float>(tensor.FloatData.ToArray()).ToArray(),
        ElementType.Float64 => MemoryMarshal.AsBytes<double>(tensor.DoubleData.ToArray()).ToArray(),
        ElementType.Int64 => MemoryMarshal.AsBytes<long>(tensor.Int64Data.ToArray()).ToArray(),
        ElementType.UInt64 => MemoryMarshal.AsBytes<ulong>(tensor.Uint64Data.ToArray()).ToArray(),
        ElementType.UInt32 => [.. tensor.Uint64Data.SelectMany(value => BitConverter.GetBytes((uint)value))],
        _ => [.. tensor.Int32Data.SelectMany(value => BitConverter.GetBytes(value).Take(type.Bits() / 8))],
    };
}
