using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Inspection;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Inspection;

public sealed class What_a_model_stores : IDisposable
{
    private readonly TestDirectory _folder = new();

    public static TheoryData<string, string, bool> Forms => new()
    {
        { "float", "FP32", false },
        { "half", "FP16", true },
        { "bfloat", "BF16", true },
        { "float8", "FP8 (float8e4m3fn)", true },
        { "dynamic", "dynamic INT8", true },
        { "qdq", "QDQ INT8", true },
        { "qdq4", "QDQ INT4", true },
        { "weight-only", "weight-only INT8", true },
        { "qoperator", "QOperator INT8", true },
        { "blocks", "MatMulNBits 4-bit", true },
        { "gather", "GatherBlockQuantized 4-bit", true },
        { "sparse", "sparse FP32", false },
        { "mixed", "FP32 + FP16", false },
        { "integers", "no weights", false },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Is_named_by_its_form(string form, string words, bool quantized)
    {
        var facts = Inspect(Model(form));

        Assert.Equal(words, facts.KindInWords);
        Assert.Equal(quantized, facts.AlreadyQuantized);
        Assert.Equal(facts.TotalWeightBytes, facts.Kinds.Aggregate(ByteSize.Zero, (sum, entry) => sum + entry.Value));
    }

    [Fact]
    public void Counts_weights_that_share_a_byte_and_no_scales()
    {
        var facts = Inspect(Model("blocks"));

        Assert.Equal(64 * 64, facts.Parameters);
        // Half a byte each, and a float32 scale for 32 of them.
        Assert.Equal(0.625, facts.BytesPerParameter);
    }

    [Fact]
    public void Tells_what_nothing_uses()
    {
        var builder = new ModelBuilder().Input("c", "", ElementType.Bool).Input("x", "1").Initializer("spare", [100], new float[100]).Initializer("captured", [50], new float[50])
            .Initializer("handed out", [10], new float[10]);
        var body = new GraphProto
        {
            Name = "body", Node = { new NodeProto { OpType = "Add", Input = { "x", "captured" }, Output = { "sum" } } },
            Output = { ModelBuilder.ValueInfo("sum", "50", ElementType.Float32) },
        };
        builder.Node("If", ["c"], null, ModelBuilder.Attribute("then_branch", body), ModelBuilder.Attribute("else_branch", body.Clone())).Output("y", "50");
        builder.Graph.Output.Add(ModelBuilder.ValueInfo("handed out", "10", ElementType.Float32));
        var tensors = Tensors(builder);

        Assert.Equal(["spare"], tensors.Where(tensor => !tensor.IsUsed).Select(tensor => tensor.Name));
        Assert.Equal("Add", tensors.Single(tensor => tensor.Name == "captured").Operator);
        Assert.Equal((1, new ByteSize(400)), (Inspect(builder).UnusedTensors, Inspect(builder).UnusedBytes));
    }

    public void Dispose() => _folder.Dispose();

    private ModelFacts Inspect(ModelBuilder builder) => ModelInspector.Inspect(Read(builder));

    private List<TensorInfo> Tensors(ModelBuilder builder) => Read(builder) is var document ? [.. ModelFormats.Of(document).Tensors(document)] : [];

    private ModelDocument Read(ModelBuilder builder)
    {
        var diagnostics = new DiagnosticBag("model");
        var document = ModelReader.Read(builder.Save(_folder.File("model.onnx")), diagnostics);
        Assert.True(document is not null, string.Join('\n', diagnostics));
        return document;
    }

    private static ModelBuilder Model(string form)
    {
        var builder = new ModelBuilder(21).Input("x", "1,64");
        if (form is "qdq" or "qdq4" or "weight-only" or "qoperator")
        {
            builder.Initializer("s", [], [0.1f]);
        }

        ModelBuilder Weights(ElementType type, int bytes = 64 * 64) => builder.Initializer("w", [64, 64], type, new byte[bytes]);
        return form switch
        {
            "half" => Weights(ElementType.Float16, 8192).Node("MatMul", ["x", "w"]),
            "bfloat" => Weights(ElementType.BFloat16, 8192).Node("MatMul", ["x", "w"]),
            "float8" => Weights(ElementType.Float8E4M3FN).Node("Cast", ["w"], "v").Node("MatMul", ["x", "v"]),
            "dynamic" => Weights(ElementType.Int8).Node("DynamicQuantizeLinear", ["x"], "q").Node("MatMulInteger", ["q", "w"]),
            "qdq" => Weights(ElementType.Int8).Node("QuantizeLinear", ["x", "s"], "q").Node("DequantizeLinear", ["w", "s"], "v").Node("MatMul", ["x", "v"]),
            "qdq4" => Weights(ElementType.Int4, 2048).Node("QuantizeLinear", ["x", "s"], "q").Node("DequantizeLinear", ["w", "s"], "v").Node("MatMul", ["x", "v"]),
            "weight-only" => Weights(ElementType.Int8).Node("DequantizeLinear", ["w", "s"], "v").Node("MatMul", ["x", "v"]),
            "qoperator" => Weights(ElementType.Int8).Node("QLinearMatMul", ["x", "s", "z", "w", "s", "z", "s", "z"]),
            "blocks" => builder.Initializer("w", [64, 2, 16], ElementType.UInt8, new byte[2048]).Initializer("scales", [128], new float[128]).Node("MatMulNBits", ["x", "w", "scales"]),
            "gather" => Weights(ElementType.UInt4, 2048).Initializer("scales", [128], new float[128]).Node("GatherBlockQuantized", ["w", "x", "scales"]),
            "sparse" => Sparse(builder),
            "mixed" => Weights(ElementType.Float16, 8192).Initializer("v", [64, 64], new float[4096]).Node("MatMul", ["x", "w"]).Node("MatMul", ["x", "v"]),
            "integers" => Integers(builder),
            _ => Weights(ElementType.Float32, 16384).Node("MatMul", ["x", "w"]),
        };
    }

    private static ModelBuilder Sparse(ModelBuilder builder)
    {
        builder.Graph.SparseInitializer.Add(new SparseTensorProto
        {
            Dims = { 4096 },
            Values = new TensorProto { Name = "w", DataType = 1, Dims = { 64 }, FloatData = { new float[64] } },
            Indices = new TensorProto { DataType = 7, Dims = { 64 }, Int64Data = { new long[64] } },
        });
        return builder.Node("Add", ["x", "w"]);
    }

    private static ModelBuilder Integers(ModelBuilder builder) => builder.Initializer("shape", [2], [1L, 64L]).Node("Reshape", ["x", "shape"]);
}
