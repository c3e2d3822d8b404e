using System.Globalization;
using Google.Protobuf;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.TestSupport;

/// <summary>A float32 chain of MatMul of about any size: same size, same bytes; memory does not grow with it.</summary>
internal static class BigModel
{
    private const int LargestSide = 2048;
    private const int FewestLayers = 4;
    private const int MostExternalLayers = 64;

    // Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
    private static readonly uint GraphTag = WireFormat.MakeTag(7, WireFormat.WireType.LengthDelimited);
    private static readonly uint InitializerTag = WireFormat.MakeTag(5, WireFormat.WireType.LengthDelimited);
    private static readonly uint RawDataTag = WireFormat.MakeTag(9, WireFormat.WireType.LengthDelimited);

    /// <summary>Weights are the square matrices <c>w0</c>, <c>w1</c>, …; the input is <c>x</c>, the output <c>y</c>.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="size">About.</param>
    /// <param name="sparse">Weights are zeros that take no room on the disk.</param>
    public static void Write(string path, ByteSize size, bool sparse = false)
    {
        var (side, layers) = Extents(size);
        var graph = Graph(side, layers);
        var tensors = Enumerable.Range(0, layers).Select(layer => Tensor("w" + layer, side)).ToArray();
        var payload = sizeof(float) * side * side;
        var graphLength = graph.CalculateSize() + tensors.Sum(tensor => 1 + LengthOf(TensorLength(tensor, payload)) + (long)TensorLength(tensor, payload));

        using var file = File.Create(path);
        using var output = new CodedOutputStream(file, 64 * 1024, leaveOpen: true);
        Head().WriteTo(output);
        output.WriteTag(GraphTag);
        output.WriteUInt64((ulong)graphLength);
        graph.WriteTo(output);
        var row = new byte[sizeof(float) * side];
        for (var layer = 0; layer < layers; layer++)
        {
            output.WriteTag(InitializerTag);
            output.WriteLength(TensorLength(tensors[layer], payload));
            tensors[layer].WriteTo(output);
            output.WriteTag(RawDataTag);
            output.WriteLength(payload);
            output.Flush();
            if (sparse)
            {
                file.SetLength(file.Position + payload);
                file.Position = file.Length;
                continue;
            }

            var weights = new Random(layer);
            for (var i = 0; i < side; i++)
            {
                FillRow(row, weights, side);
                file.Write(row);
            }
        }
    }

    /// <summary>
    /// Such a chain with its weights in <c>PATH.data</c>: zeros of a sparse file, which takes no room on the disk. Above 1 GB its matrices
    /// grow, not its layers, so that only payloads differ.
    /// </summary>
    public static void WriteExternal(string path, ByteSize size)
    {
        var (side, layers) = Extents(size, (int)Math.Max(LargestSide, Math.Sqrt(size.Bytes / (double)sizeof(float) / MostExternalLayers)));
        var length = sizeof(float) * (long)side * side;
        var model = Head();
        model.Graph = Graph(side, layers);
        for (var layer = 0; layer < layers; layer++)
        {
            var tensor = Tensor("w" + layer, side);
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = Path.GetFileName(path) + ".data" });
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = (layer * length).ToString(CultureInfo.InvariantCulture) });
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = length.ToString(CultureInfo.InvariantCulture) });
            model.Graph.Initializer.Add(tensor);
        }

        File.WriteAllBytes(path, model.ToByteArray());
        using var data = File.OpenHandle(path + ".data", FileMode.Create, FileAccess.Write);
        RandomAccess.SetLength(data, layers * length);
    }

    private static (int Side, int Layers) Extents(ByteSize size, int largestSide = LargestSide)
    {
        var side = (int)Math.Min(largestSide, Math.Sqrt(size.Bytes / (double)sizeof(float) / FewestLayers));
        return (side, (int)(size.Bytes / (sizeof(float) * (long)side * side)));
    }

    // A uniform distribution of variance 1/side keeps the outputs of a chain of any length as large as its inputs.
    private static void FillRow(byte[] row, Random weights, int side)
    {
        var limit = Math.Sqrt(3.0 / side);
        for (var i = 0; i < side; i++)
        {
            BitConverter.TryWriteBytes(row.AsSpan(i * sizeof(float)), (float)(((weights.NextDouble() * 2) - 1) * limit));
        }
    }

    private static int LengthOf(int length) => CodedOutputStream.ComputeLengthSize(length);

    private static int TensorLength(TensorProto tensor, int payload) => tensor.CalculateSize() + 1 + LengthOf(payload) + payload;

    private static ModelProto Head() => new()
    {
        IrVersion = 8,
        ProducerName = "quantbuild-tests",
        OpsetImport = { new OperatorSetIdProto { Version = 13 } },
    };

    private static TensorProto Tensor(string name, int side) => new() { Name = name, DataType = (int)ElementType.Float32, Dims = { side, side } };

    private static GraphProto Graph(int side, int layers)
    {
        var graph = new GraphProto { Name = "chain", Input = { Value("x", side) }, Output = { Value("y", side) } };
        for (var layer = 0; layer < layers; layer++)
        {
            graph.Node.Add(new NodeProto
            {
                Name = "MatMul_" + layer,
                OpType = "MatMul",
                Input = { layer == 0 ? "x" : "h" + (layer - 1), "w" + layer },
                Output = { layer == layers - 1 ? "y" : "h" + layer },
            });
        }

        return graph;
    }

    private static ValueInfoProto Value(string name, int side) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)ElementType.Float32,
                Shape = new TensorShapeProto
                {
                    Dim = { new TensorShapeProto.Types.Dimension { DimValue = 1 }, new TensorShapeProto.Types.Dimension { DimValue = side } },
                },
            },
        },
    };
}
