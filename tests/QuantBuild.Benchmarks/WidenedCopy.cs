using Google.Protobuf;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Benchmarks;

/// <summary>A float16 model as a float32 one: every tensor, value and Cast is retyped.</summary>
internal static class WidenedCopy
{
    public static int Write(string source, string target)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(source));
        foreach (var use in TensorWalk.Tensors(model).Where(use => use.Tensor.DataType == (int)ElementType.Float16))
        {
            Widen(use.Tensor);
        }

        foreach (var value in model.Graph.Input.Concat(model.Graph.Output).Concat(model.Graph.ValueInfo).Where(value => value.Type?.TensorType?.ElemType == (int)ElementType.Float16))
        {
            value.Type.TensorType.ElemType = (int)ElementType.Float32;
        }

        foreach (var to in model.Graph.Node.Where(node => node.OpType == "Cast").SelectMany(node => node.Attribute).Where(attribute => attribute is { Name: "to", I: (int)ElementType.Float16 }))
        {
            to.I = (int)ElementType.Float32;
        }

        File.WriteAllBytes(target, model.ToByteArray());
        Console.WriteLine($"{target}: {new FileInfo(target).Length:N0} bytes");
        return 0;
    }

    private static void Widen(TensorProto tensor)
    {
        var halves = tensor.HasRawData
            ? tensor.RawData.ToByteArray().Chunk(sizeof(ushort)).Select(bytes => BitConverter.ToHalf(bytes))
            : tensor.Int32Data.Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits));
        var floats = halves.SelectMany(half => BitConverter.GetBytes((float)half)).ToArray();
        tensor.ClearRawData();
        tensor.Int32Data.Clear();
        tensor.DataType = (int)ElementType.Float32;
        tensor.RawData = ByteString.CopyFrom(floats);
    }
}
