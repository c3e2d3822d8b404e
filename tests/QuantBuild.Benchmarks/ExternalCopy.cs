using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Benchmarks;

/// <summary>A model with its initializers of 1 KiB and more in one data file beside it.</summary>
internal static class ExternalCopy
{
    private const int Smallest = 1024;

    public static string Write(string model, string folder)
    {
        var proto = ModelProto.Parser.ParseFrom(File.ReadAllBytes(model));
        var path = Path.Combine(folder, Path.GetFileName(model));
        var location = Path.GetFileName(model) + ".data";
        using var data = SmallFolios.Create(Path.Combine(folder, location));
        foreach (var tensor in proto.Graph.Initializer)
        {
            if (Bytes(tensor) is { Length: >= Smallest } bytes)
            {
                Move(tensor, bytes, data, location);
            }
        }

        File.WriteAllBytes(path, proto.ToByteArray());
        return path;
    }

    private static void Move(TensorProto tensor, byte[] bytes, FileStream data, string location)
    {
        tensor.ClearRawData();
        tensor.FloatData.Clear();
        tensor.Int64Data.Clear();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(Entry("location", location));
        tensor.ExternalData.Add(Entry("offset", data.Position.ToString(CultureInfo.InvariantCulture)));
        tensor.ExternalData.Add(Entry("length", bytes.Length.ToString(CultureInfo.InvariantCulture)));
        SmallFolios.Write(data, bytes);

        // ONNX Runtime maps pages where the offset is that of one.
        data.Write(new byte[-bytes.Length & 4095]);
    }

    private static byte[]? Bytes(TensorProto tensor) => tensor switch
    {
        { HasRawData: true } => tensor.RawData.ToByteArray(),
        { FloatData.Count: > 0 } => MemoryMarshal.AsBytes(tensor.FloatData.ToArray().AsSpan()).ToArray(),
        { Int64Data.Count: > 0 } => MemoryMarshal.AsBytes(tensor.Int64Data.ToArray().AsSpan()).ToArray(),
        _ => null,
    };

    private static StringStringEntryProto Entry(string key, string value) => new() { Key = key, Value = value };
}
