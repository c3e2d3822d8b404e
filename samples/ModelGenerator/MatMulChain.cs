using System.Buffers.Binary;

namespace ModelGenerator;

// Format: https://github.com/onnx/onnx/blob/main/docs/IR.md

/// <summary>A float32 ONNX model of an exact size: square MatMul layers, a last one as wide as bytes are left, Relu behind each.</summary>
/// <param name="Name">Name of the graph.</param>
/// <param name="Side">Rows of each layer.</param>
/// <param name="Size">Bytes of the file.</param>
internal sealed record MatMulChain(string Name, int Side, long Size)
{
    private const int Float = 1;
    private const int RoomForStructure = 64 * 1024;

    private int Layers => SquareLayers + 1;

    private int SquareLayers => (int)((Size - RoomForStructure) / Bytes(Side));

    private int LastColumns => (int)((Size - RoomForStructure - (SquareLayers * Bytes(Side))) / Bytes(1));

    private int Columns(int layer) => layer == SquareLayers ? LastColumns : Side;

    private long Bytes(int columns) => (long)Side * columns * sizeof(float);

    public void Write(Stream output)
    {
        // The description fills up to the byte; its own length takes three bytes from 16 KiB to 2 MiB.
        var head = Model(padding: 0);
        var padding = Size - Length(head);
        head = Model((int)padding);
        head = Model((int)(padding + Size - Length(head)));
        foreach (var part in head)
        {
            part.WriteTo(output, this);
        }
    }

    private List<Part> Model(int padding)
    {
        List<Part> graph = [];
        for (var layer = 0; layer < Layers; layer++)
        {
            graph.Add(Part.Of(new Wire().Message(1, Node("MatMul", [Activation(layer), $"layer{layer}.weight"], $"product{layer}"))));
            graph.Add(Part.Of(new Wire().Message(1, Node("Relu", [$"product{layer}"], Activation(layer + 1)))));
        }

        graph.Add(Part.Of(new Wire().Text(2, Name)));
        for (var layer = 0; layer < Layers; layer++)
        {
            var bytes = Bytes(Columns(layer));
            var tensor = new Wire().Number(1, Side).Number(1, Columns(layer)).Number(2, Float).Text(8, $"layer{layer}.weight").Head(9, bytes);
            graph.Add(Part.Of(new Wire().Head(5, tensor.Length + bytes).Append(tensor)));
            graph.Add(Part.Weights(layer, bytes));
        }

        graph.Add(Part.Of(new Wire().Message(11, Value("input", Side)).Message(12, Value("output", LastColumns))));
        return
        [
            Part.Of(new Wire().Number(1, 8).Text(2, "QuantBuild samples").Text(6, new string('.', padding)).Message(8, new Wire().Text(1, "").Number(2, 17))),
            Part.Of(new Wire().Head(7, Length(graph))),
            .. graph,
        ];
    }

    private string Activation(int layer) => layer == 0 ? "input" : layer == Layers ? "output" : $"hidden{layer}";

    private static Wire Node(string type, string[] inputs, string output)
    {
        var node = new Wire();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        return node.Text(2, output).Text(3, $"{type}/{output}").Text(4, type);
    }

    private static Wire Value(string name, int width)
    {
        var shape = new Wire().Message(1, new Wire().Number(1, 1)).Message(1, new Wire().Number(1, width));
        return new Wire().Text(1, name).Message(2, new Wire().Message(1, new Wire().Number(1, Float).Message(2, shape)));
    }

    private static long Length(IEnumerable<Part> parts) => parts.Sum(part => part.Length);

    /// <summary>Uniform with variance 2/side, so that Relu layers neither fade nor explode; a generator of our own, equal on every runtime.</summary>
    internal void WriteWeights(Stream output, int layer)
    {
        var limit = Math.Sqrt(6.0 / Side);
        var state = (ulong)layer + 1;
        var row = new byte[Columns(layer) * sizeof(float)];
        for (var i = 0; i < Side; i++)
        {
            for (var j = 0; j < row.Length; j += sizeof(float))
            {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                BinaryPrimitives.WriteSingleLittleEndian(row.AsSpan(j), (float)(((state >> 40) / (double)(1 << 23) - 1) * limit));
            }

            output.Write(row);
        }
    }
}
