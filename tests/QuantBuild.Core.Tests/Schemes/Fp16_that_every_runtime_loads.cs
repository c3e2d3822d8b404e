using QuantBuild.Models;
using QuantBuild.Schemes.Mixed;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Schemes;

/// <summary>Forms that some version of ONNX Runtime fails on, although they are legal; npm's packages of those versions showed them.</summary>
public sealed class Fp16_that_every_runtime_loads
{
    [Theory]
    [InlineData(17)]
    [InlineData(11)]
    public void The_exponent_of_squares_that_are_averaged_stays_float32(int opset)
    {
        var builder = new ModelBuilder(opset).Input("x", "1,16").MatMul(16, 16).Initializer("two", [], [2f]).Initializer("epsilon", [], [1e-5f]).Initializer("gamma", [16], ModelBuilder.Random(16, 2));
        var x = builder.Current;
        builder.Node("Pow", [x, "two"], "squares").Node("ReduceMean", ["squares"], "variance", ModelBuilder.Attribute("axes", [-1]))
            .Node("Add", ["variance", "epsilon"], "shifted").Node("Sqrt", ["shifted"], "deviation").Node("Div", [x, "deviation"], "normal").Node("Mul", ["normal", "gamma"]);

        var model = ConvertedModel.Of(builder.Output("y", "1,16")).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float32, model.TypeOfInitializer("two"));
        Assert.DoesNotContain(model.Nodes("Cast"), cast => cast.Input[0] == "two");
        Assert.Equal(opset < 12, model.Plan.Kept.Any(kept => kept.Operator == "Pow"));
    }

    [Fact]
    public void A_power_that_nothing_averages_is_converted_in_old_versions_too() =>
        Assert.Empty(ConvertedModel.Of(new ModelBuilder(11).Input("x", "1,4").MatMul(4, 4).Initializer("three", [], [3f]).Node("Pow", ["MatMul_1", "three"]).Output("y", "1,4")).RunsLikeTheOriginal().Plan.Kept);

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Weights_that_are_listed_as_inputs_out_of_habit_become_constants(int ir, bool stayListed)
    {
        var model = ConvertedModel.Of(Listed(ir, "w", "b")).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float16, model.TypeOfInitializer("w"));
        Assert.Equal(stayListed ? ["x", "w", "b"] : ["x"], model.Proto.Graph.Input.Select(input => input.Name));
    }

    [Fact]
    public void A_default_that_alone_is_listed_keeps_its_type_for_those_who_override_it()
    {
        var model = ConvertedModel.Of(Listed(8, "b")).RunsLikeTheOriginal();

        Assert.Equal((ElementType.Float16, ElementType.Float32), (model.TypeOfInitializer("w"), model.TypeOfInitializer("b")));
        Assert.Equal(["x", "b"], model.Proto.Graph.Input.Select(input => input.Name));
        Assert.Equal((int)ElementType.Float32, model.Proto.Graph.Input[1].Type.TensorType.ElemType);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(14)]
    [InlineData(15)]
    public void A_variance_beyond_the_range_is_not_clamped(int opset)
    {
        var model = ConvertedModel.Of(Normalized(opset, 4e6f)).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float32, model.TypeOfInitializer("variance"));
        Assert.Equal(opset < 14, model.Plan.Kept.Any(kept => kept is { Operator: "BatchNormalization", Reason: "statistics beyond the range of float16" }));
        Assert.Empty(ConvertedModel.Of(Normalized(opset, 4f)).RunsLikeTheOriginal().Plan.Kept);
    }

    [Theory]
    [InlineData(new long[] { 1, 0, 2 }, "2,5,16", 16, 1)]
    [InlineData(new long[] { 1, 2, 0 }, "16,2,5", 16, 1)]
    [InlineData(new long[] { 1, 2, 0, 3 }, "2,5,3,16", 16, 1)]
    [InlineData(new long[] { 0, 2, 1 }, "2,16,5", 16, 0)]
    [InlineData(new long[] { 2, 0, 1 }, "2,16,5", 16, 0)]
    public void A_transpose_of_batches_before_a_product_stays_float32(long[] axes, string shape, int columns, int kept)
    {
        var builder = new ModelBuilder().Input("x", shape).Initializer("bias", [1], [0.5f]).Node("Add", ["x", "bias"]);
        var transposed = builder.Node("Transpose", [builder.Current], null, ModelBuilder.Attribute("perm", axes)).MatMul(columns, 8).Output("y", null);

        var fp16 = ConvertedModel.Of(transposed).RunsLikeTheOriginal();
        ConvertedModel.Of(transposed, scheme: new MixedScheme()).RunsLikeTheOriginal();

        Assert.Equal(kept, fp16.Plan.Kept.Count(node => node.Operator == "Transpose"));
        Assert.All(fp16.Proto.Graph.Initializer, tensor => Assert.Equal(ElementType.Float16, (ElementType)tensor.DataType));
    }

    private static ModelBuilder Normalized(int opset, float variance) => new ModelBuilder(opset).Input("x", "1,2,4,4").Conv(2, 2)
        .Initializer("scale", [2], [1f, 1f]).Initializer("bias", [2], [0f, 0f]).Initializer("mean", [2], [0f, 0f]).Initializer("variance", [2], [1f, variance])
        .Node("BatchNormalization", ["Conv_1", "scale", "bias", "mean", "variance"]).Output("y", null);

    private static ModelBuilder Listed(int ir, params string[] listed)
    {
        var builder = new ModelBuilder(9, ir).Input("x", "1,4").Initializer("w", [4, 4], ModelBuilder.Random(16, 1)).Initializer("b", [4], ModelBuilder.Random(4, 2))
            .Node("MatMul", ["x", "w"], "product").Node("Add", ["product", "b"]).Output("y", "1,4");
        foreach (var name in listed)
        {
            builder.Input(name, name == "w" ? "4,4" : "4");
        }

        return builder.From("y");
    }
}
