using Google.Protobuf;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.TestSupport;

/// <summary>A chain of Add with a tiny float32 tensor each: all structure, hardly a weight.</summary>
internal static class ManyNodesModel
{
    private const int Elements = 4;

    /// <summary>The input is <c>x</c>, the output <c>y</c>; node <c>i</c> adds <c>wi</c>.</summary>
    public static void Write(string path, int nodes)
    {
        using var file = File.Create(path);
        Of(nodes).WriteTo(file);
    }

    public static ModelProto Of(int nodes)
    {
        var graph = new GraphProto { Name = "chain", Input = { Value("x") }, Output = { Value("y") } };
        for (var i = 0; i < nodes; i++)
        {
            graph.Node.Add(new NodeProto
            {
                Name = "Add_" + i,
                OpType = "Add",
                Input = { i == 0 ? "x" : "h" + (i - 1), "w" + i },
                Output = { i == nodes - 1 ? "y" : "h" + i },
            });
            graph.Initializer.Add(new TensorProto
            {
                Name = "w" + i,
                DataType = (int)ElementType.Float32,
                Dims = { Elements },
                RawData = UnsafeByteOperations.UnsafeWrap(new byte[Elements * sizeof(float)]),
            });
        }

        return new ModelProto { IrVersion = 8, OpsetImport = { new OperatorSetIdProto { Version = 13 } }, Graph = graph };
    }

    private static ValueInfoProto Value(string name) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)ElementType.Float32,
                Shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimValue = Elements } } },
            },
        },
    };
}
