using Google.Protobuf;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Simulation.Loading;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

public sealed class Weights_that_are_packed : IDisposable
{
    private const int Inputs = 24;
    private const int Hidden = 10;

    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Quantized_recurrent_weights_are_packed_for_each_direction_in_columns_of_16()
    {
        var builder = new ModelBuilder().Opset("com.microsoft", 1).Input("x", $"5,1,{Inputs}");
        Quantized(builder, "w", Inputs);
        Quantized(builder, "r", Hidden);
        builder.Nodes("DynamicQuantizeLSTM", ["x", "w", "r", "", "", "", "", "", "w_scale", "w_zero", "r_scale", "r_zero"], ["y"],
            ModelBuilder.Attribute("hidden_size", Hidden));
        builder.Graph.Output.Add(ModelBuilder.ValueInfo("y", null, ElementType.Float32));
        var node = builder.Graph.Node[^1];
        node.Domain = "com.microsoft";
        node.Attribute.Add(new AttributeProto
        {
            Name = "direction",
            Type = AttributeProto.Types.AttributeType.String,
            S = ByteString.CopyFromUtf8("bidirectional"),
        });
        var path = builder.Save(_directory.File("model.onnx"));

        var replayed = Assert.Single(ReplayedModel.Rewritten(path, InputShapes.None, OptimizationLevel.All).Nodes);

        Assert.Equal([2 * Inputs * 48, 2 * Hidden * 48], PackedWeights.Of(replayed).Select(entry => entry.Packed.Bytes));
        Assert.Equal(["DynamicQuantizeLSTM 5x2x1x10"], RuntimeProfile.Of(path, InputShapes.None, OptimizationLevel.All, _directory.Path));
    }

    private static void Quantized(ModelBuilder builder, string name, int rows) => builder
        .Initializer(name, [2, rows, 4 * Hidden], ElementType.Int8, new byte[2 * rows * 4 * Hidden])
        .Initializer(name + "_scale", [2], [0.1f, 0.1f]).Initializer(name + "_zero", [2], ElementType.Int8, new byte[2]);
}
