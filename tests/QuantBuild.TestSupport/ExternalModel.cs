using Google.Protobuf;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.TestSupport;

/// <summary>A model whose one weight stands in <c>NAME.data</c> beside it.</summary>
internal static class ExternalModel
{
    public static void Write(string path)
    {
        var builder = new ModelBuilder().Input("x", "1,64").MatMul(64, 64).Output("y", "1,64");
        var tensor = builder.Graph.Initializer[0];
        var data = Path.ChangeExtension(path, ".data");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(data, tensor.RawData.ToByteArray());
        tensor.ClearRawData();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = Path.GetFileName(data) });
        File.WriteAllBytes(path, builder.Proto.ToByteArray());
    }
}
