using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.TestSupport;

/// <summary>Ten models of a few hundred bytes, each with another construct of the format.</summary>
internal static class SmallModels
{
    public static readonly IReadOnlyList<(string Name, byte[] Bytes)> All =
    [
        ("matmul", new ModelBuilder().Input("x", "1,4").MatMul(4, 4).Relu().Output("y", "1,4").ToBytes()),
        ("conv", new ModelBuilder().Input("x", "1,1,4,4").Conv(1, 1).Output("y", null).ToBytes()),
        ("gemm", new ModelBuilder().Input("x", "1,4").Gemm(4, 2).Output("y", "1,2").ToBytes()),
        ("typed fields", TypedFields()),
        ("constant", new ModelBuilder().Input("x", "1,2").Node("Constant", [], "c", new AttributeProto
        {
            Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = new TensorProto { DataType = 1, Dims = { 2 }, FloatData = { 1f, 2f } },
        }).Node("Mul", ["x", "c"]).Output("y", "1,2").ToBytes()),
        ("if", If()),
        ("external", External()),
        ("sparse", Sparse()),
        ("function", Function()),
        ("payload", new ModelBuilder().Input("x", "1,20").MatMul(20, 20).Output("y", "1,20").ToBytes()),
    ];

    private static byte[] TypedFields()
    {
        var builder = new ModelBuilder().Input("x", "1,2").Node("Add", ["x", "f"]).Output("y", "1,2");
        builder.Graph.Initializer.Add(new TensorProto { Name = "f", DataType = 1, Dims = { 2 }, FloatData = { 1f, 2f } });
        builder.Graph.Initializer.Add(new TensorProto { Name = "l", DataType = 7, Dims = { 2 }, Int64Data = { 1, 300 } });
        builder.Graph.Initializer.Add(new TensorProto { Name = "h", DataType = 10, Dims = { 2 }, Int32Data = { 15360, 16384 } });
        builder.Graph.Initializer.Add(new TensorProto { Name = "d", DataType = 11, Dims = { 1 }, DoubleData = { 0.5 } });
        return builder.ToBytes();
    }

    private static byte[] If()
    {
        AttributeProto Branch(string name) => ModelBuilder.Attribute(name, new GraphProto
        {
            Name = name,
            Node = { new NodeProto { OpType = "Add", Input = { "x", $"{name}_w" }, Output = { $"{name}_y" } } },
            Initializer = { new TensorProto { Name = $"{name}_w", DataType = 1, Dims = { 1 }, FloatData = { 1f } } },
            Output = { ModelBuilder.ValueInfo($"{name}_y", "1", ElementType.Float32) },
        });
        return new ModelBuilder().Input("c", "", ElementType.Bool).Input("x", "1").Node("If", ["c"], null, Branch("then_branch"), Branch("else_branch")).Output("y", "1").ToBytes();
    }

    private static byte[] External()
    {
        var builder = new ModelBuilder().Input("x", "1,2").Node("Add", ["x", "w"]).Output("y", "1,2");
        builder.Graph.Initializer.Add(new TensorProto
        {
            Name = "w", DataType = 1, Dims = { 2 }, DataLocation = TensorProto.Types.DataLocation.External,
            ExternalData = { new StringStringEntryProto { Key = "location", Value = "weights.data" }, new StringStringEntryProto { Key = "length", Value = "8" } },
        });
        return builder.ToBytes();
    }

    private static byte[] Sparse()
    {
        var builder = new ModelBuilder().Input("x", "4").Node("Add", ["x", "s"]).Output("y", "4");
        builder.Graph.SparseInitializer.Add(new SparseTensorProto
        {
            Dims = { 4 },
            Values = new TensorProto { Name = "s", DataType = 1, Dims = { 1 }, FloatData = { 2f } },
            Indices = new TensorProto { DataType = 7, Dims = { 1 }, Int64Data = { 3 } },
        });
        return builder.ToBytes();
    }

    private static byte[] Function()
    {
        var builder = new ModelBuilder().Opset("local", 1).Input("x", "2").Initializer("w", [2], [1f, 2f]).Node("Twice", ["x"]);
        builder.Graph.Node[^1].Domain = "local";
        builder.Proto.Functions.Add(new FunctionProto
        {
            Name = "Twice", Domain = "local", Input = { "a" }, Output = { "b" }, OpsetImport = { new OperatorSetIdProto { Version = 17 } },
            Node = { new NodeProto { OpType = "Add", Input = { "a", "a" }, Output = { "b" } } },
        });
        return builder.Node("Add", [builder.Current, "w"]).Output("y", "2").ToBytes();
    }
}
