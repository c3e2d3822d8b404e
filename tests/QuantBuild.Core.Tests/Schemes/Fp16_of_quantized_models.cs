using System.Runtime.InteropServices;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Schemes;

/// <summary>Models that are quantized in part: that part gives the same numbers as before, the rest becomes float16.</summary>
public sealed class Fp16_of_quantized_models
{
    private const int Side = 512;

    [Theory]
    [InlineData(11)]
    [InlineData(21)]
    public void Leaves_integer_sums_and_their_scales(int opset)
    {
        var builder = Unquantized(opset).Initializer("w8", [Side, Side], ElementType.Int8, Integers(Side * Side)).Initializer("w_scale", [], [1e-4f])
            .Initializer("bias", [Side], ModelBuilder.Random(Side, 3))
            .Node("DynamicQuantizeLinear", ["x"], "q");
        builder.Graph.Node[^1].Output.Add(["q_scale", "q_zero"]);
        builder.Node("MatMulInteger", ["q", "w8", "q_zero"], "sums").Node("Cast", ["sums"], "real_sums", ModelBuilder.Attribute("to", (long)ElementType.Float32))
            .Node("Mul", ["q_scale", "w_scale"], "scale").Node("Mul", ["real_sums", "scale"], "scaled").Node("Add", ["scaled", "bias"], "quantized");
        builder.Graph.Output.Add(ModelBuilder.ValueInfo("quantized", $"1,{Side}", ElementType.Float32));
        AssertQuantizedPartIsTheSame(builder, kept: 5);
    }

    [Theory]
    [InlineData(13)]
    [InlineData(21)]
    public void Leaves_what_runs_between_dequantize_and_quantize(int opset)
    {
        var builder = Unquantized(opset).Initializer("w8", [Side, Side], ElementType.Int8, Integers(Side * Side)).Initializer("s", [], [0.003f])
            .Initializer("z8", [], ElementType.Int8, [0])
            .Node("QuantizeLinear", ["x", "s", "z8"], "q").Node("DequantizeLinear", ["q", "s", "z8"], "a").Node("DequantizeLinear", ["w8", "s", "z8"], "w")
            .Node("MatMul", ["a", "w"], "product").Node("Relu", ["product"], "positive").Node("QuantizeLinear", ["positive", "s", "z8"], "q2")
            .Node("DequantizeLinear", ["q2", "s", "z8"]);
        AssertQuantizedPartIsTheSame(builder.Output("quantized", $"1,{Side}"), kept: 8);
    }

    [Fact]
    public void Converts_weights_that_take_dequantized_values()
    {
        var builder = new ModelBuilder(21).Input("x", "1,16").Initializer("s", [], [0.01f]).Initializer("z8", [], ElementType.Int8, [0])
            .Node("QuantizeLinear", ["x", "s", "z8"], "q").Node("DequantizeLinear", ["q", "s", "z8"]);
        var model = ConvertedModel.Of(builder.MatMul(16, 16).Output("y", "1,16")).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float32, model.TypeOfInitializer("s"));
        Assert.Equal(ElementType.Float16, model.TypeOfInitializer(builder.Graph.Initializer[^1].Name));
    }

    /// <summary>A part that becomes float16, so that there is something to do.</summary>
    private static ModelBuilder Unquantized(int opset) => new ModelBuilder(opset).Input("x", $"1,{Side}").MatMul(Side, 8).Output("plain", "1,8");

    private static void AssertQuantizedPartIsTheSame(ModelBuilder builder, int kept)
    {
        var model = ConvertedModel.Of(builder).RunsLikeTheOriginal();

        Assert.True(model.Compared.Outputs.Single(output => output.Name == "quantized").Identical);
        Assert.Equal(kept, model.Plan.Kept.Count(operation => operation.Reason is "belongs to quantized arithmetic" or "takes float32 only"));
        Assert.Equal(2, model.Plan.CastsAdded);
    }

    private static byte[] Integers(int count) => [.. MemoryMarshal.AsBytes(Enumerable.Range(0, count).Select(i => (sbyte)((i * 37 % 255) - 127)).ToArray().AsSpan())];
}
