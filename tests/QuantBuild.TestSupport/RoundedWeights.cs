using System.Runtime.InteropServices;
using Google.Protobuf;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.TestSupport;

/// <summary>The ceiling of what float16 can reach: the original graph in float32, with nothing but its weights rounded to float16.</summary>
internal static class RoundedWeights
{
    public static byte[] Of(string path)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        foreach (var use in TensorWalk.Tensors(model).Where(use => use.Tensor.DataType == (int)ElementType.Float32))
        {
            Round(use.Tensor);
        }

        return model.ToByteArray();
    }

    private static void Round(TensorProto tensor)
    {
        for (var i = 0; i < tensor.FloatData.Count; i++)
        {
            tensor.FloatData[i] = Round(tensor.FloatData[i]);
        }

        if (tensor.HasRawData)
        {
            var bytes = tensor.RawData.ToByteArray();
            foreach (ref var value in MemoryMarshal.Cast<byte, float>(bytes.AsSpan()))
            {
                value = Round(value);
            }

            tensor.RawData = ByteString.CopyFrom(bytes);
        }
    }

    private static float Round(float value) => float.IsFinite(value) ? (float)(Half)Math.Clamp(value, -65504f, 65504f) : value;
}
