using Google.Protobuf;
using QuantBuild.Models;
using QuantBuild.Schemes;
using QuantBuild.Schemes.Mixed;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Schemes;

public sealed class Mixed_of_small_models
{
    [Fact]
    public void Keeps_a_sensitive_operator_and_says_of_which_kind()
    {
        var builder = new ModelBuilder().Input("x", "1,16").MatMul(16, 16);
        var model = Convert(builder.Node("Softmax", [builder.Current]).MatMul(16, 16).Output("y", "1,16")).RunsLikeTheOriginal();

        var kept = Assert.Single(model.Plan.Kept, kept => kept.Operator == "Softmax");
        Assert.Equal("softmax", kept.Reason);
        Assert.Equal(4, model.Plan.CastsAdded);
        Assert.All(model.Proto.Graph.Initializer, tensor => Assert.Equal(ElementType.Float16, (ElementType)tensor.DataType));
    }

    [Fact]
    public void Grows_a_region_over_cheap_nodes_where_that_saves_casts()
    {
        // Alone, the two reductions and the power would need a cast on every side of the subtraction and the division.
        var builder = new ModelBuilder().Input("x", "1,16").MatMul(16, 16).Relu();
        var product = builder.Current;
        builder.Initializer("two", [], [2f]).Initializer("epsilon", [], [1e-5f])
            .Node("ReduceMean", [product], "mean").Node("Sub", [product, "mean"], "centered").Node("Pow", ["centered", "two"], "squares").Node("ReduceMean", ["squares"], "variance")
            .Node("Add", ["variance", "epsilon"], "shifted").Node("Sqrt", ["shifted"], "deviation").Node("Div", ["centered", "deviation"], "normal");
        var model = Convert(builder.MatMul(16, 16).Output("y", "1,16")).RunsLikeTheOriginal();

        Assert.Equal(4, model.Plan.CastsAdded);
        Assert.Contains(model.Plan.Kept, kept => kept is { Operator: "Sub", Reason: "beside float32 nodes" });
        Assert.Contains(model.Plan.Kept, kept => kept is { Operator: "Relu", Reason: "before a normalization" });
        Assert.DoesNotContain(model.Plan.Kept, kept => kept.Operator == "MatMul");
    }

    [Fact]
    public void Never_grows_over_a_large_weight()
    {
        var builder = new ModelBuilder().Input("x", "1,64").Node("Softmax", ["x"]).MatMul(64, 64);
        var model = Convert(builder.Node("Softmax", [builder.Current]).Output("y", "1,64")).RunsLikeTheOriginal();

        Assert.Equal(2, model.Plan.CastsAdded);
        Assert.DoesNotContain(model.Plan.Kept, kept => kept.Operator == "MatMul");
    }

    [Fact]
    public void Keeps_what_float16_cannot_hold_where_fp16_yields_infinity()
    {
        var fp16 = ConvertedModel.Of(Overflowing());
        var mixed = Convert(Overflowing()).RunsLikeTheOriginal();

        Assert.True(fp16.Compared.Outputs[0].NotFinite > 0);
        Assert.Contains(mixed.Plan.Kept, kept => kept is { Operator: "Max", Reason: "values that float16 cannot hold" });
    }

    [Fact]
    public void Stores_a_large_weight_in_float16_even_where_its_node_computes_in_float32()
    {
        var mixed = Convert(Overflowing());

        // The second product takes what overflows: its weight is cast up, and costs half of what it did.
        var product = mixed.Nodes("MatMul").Last();
        Assert.Equal(ElementType.Float16, mixed.TypeOfInitializer("second"));
        var cast = Assert.Single(mixed.Nodes("Cast"), cast => cast.Input[0] == "second");
        Assert.Equal((product.Input[1], product.Input[1]), (cast.Output[0], cast.Name));
    }

    [Fact]
    public void Keeps_a_stored_tensor_beyond_the_range_and_clamps_only_bounds()
    {
        var builder = new ModelBuilder().Input("x", "1,16").MatMul(16, 16).Initializer("most", [], [3.4e38f]).Initializer("least", [], [0f]);
        builder.Node("Clip", [builder.Current, "least", "most"]).MatMul(16, 16).Add([1], [1e6f]);
        var model = Convert(builder.Output("y", "1,16")).RunsLikeTheOriginal();

        Assert.Equal(ElementType.Float32, model.TypeOfInitializer(model.Nodes("Add").Single().Input[1]));
        Assert.Equal(ElementType.Float16, model.TypeOfInitializer("most"));
        Assert.DoesNotContain(model.Plan.Kept, kept => kept.Operator == "Clip");
    }

    [Fact]
    public void Is_fp16_where_nothing_is_sensitive_and_everything_fits()
    {
        static ModelBuilder Model() => new ModelBuilder().Input("x", "1,16").MatMul(16, 16).Relu().MatMul(16, 16).Output("y", "1,16");

        var (fp16, mixed) = (ConvertedModel.Of(Model()), Convert(Model()));

        Assert.Equal(fp16.Plan.CastsAdded, mixed.Plan.CastsAdded);
        Assert.Equal(fp16.Plan.ConvertedAfter, mixed.Plan.ConvertedAfter);
    }

    [Fact]
    public void Keeps_excluded_nodes_and_gives_equal_bytes_for_equal_observations()
    {
        var options = new SchemeOptions { ExcludeNodes = ["MatMul/*_1"] };
        var (first, second) = (ConvertedModel.Of(Overflowing(), options, scheme: new MixedScheme()), ConvertedModel.Of(Overflowing(), options, scheme: new MixedScheme()));

        Assert.Equal(first.Proto.ToByteArray(), second.Proto.ToByteArray());
    }

    [Fact]
    public void Keeps_the_nodes_whose_rounding_shows_and_stores_their_weights_in_float16_all_the_same()
    {
        static ModelBuilder Model() => new ModelBuilder().Input("x", "1,16").MatMul(16, 16).Relu().MatMul(16, 16).Add([1], [0.3f]).Output("y", "1,16");

        var last = Convert(Model(), new ObservedNoise { Float32 = [new NodeSpan(2, 2)] }).RunsLikeTheOriginal();

        Assert.Equal(["MatMul", "Add"], last.Plan.Kept.Where(kept => kept.Reason == "rounding that shows in the outputs").Select(kept => kept.Operator));
        Assert.Equal(ElementType.Float16, last.TypeOfInitializer(last.Nodes("Cast").First(cast => cast.Output[0] == last.Nodes("MatMul").Last().Input[1]).Input[0]));
        Assert.Contains(last.Proto.Graph.Initializer, tensor => tensor.DataType == (int)ElementType.Float32);
        Assert.All(Convert(Model(), new ObservedNoise { Float32 = [new NodeSpan(0, 4)], RoundsAll = true }).RunsLikeTheOriginal().Proto.Graph.Initializer,
            tensor => Assert.Equal((int)ElementType.Float16, tensor.DataType));
    }

    [Fact]
    public void Plans_by_the_structure_alone_where_nothing_was_observed()
    {
        var model = Convert(new ModelBuilder().Input("x", "n").Initializer("shape", [1], [4L]).Node("Reshape", ["x", "shape"], "row").Initializer("w", [4, 4], ModelBuilder.Random(16, 1))
            .Node("MatMul", ["row", "w"], "product").Node("Softmax", ["product"]).Output("y", "4"));

        Assert.NotNull(model.Compared.OriginalFailure);
        Assert.Null(model.Compared.ArtifactFailure);
        Assert.Contains(model.Plan.Kept, kept => kept.Operator == "Softmax");
    }

    /// <summary>Two products, and between them values beyond 65504 in operators that ONNX Runtime computes in float16, where they stand side by side.</summary>
    private static ModelBuilder Overflowing() => new ModelBuilder().Input("x", "1,64")
        .Initializer("first", [64, 64], [.. ModelBuilder.Random(4096, 1).Select(weight => weight * 60_000)]).Node("MatMul", ["x", "first"], "large")
        .Initializer("floor", [], [-3e5f]).Node("Max", ["large", "floor"], "above").Node("Flatten", ["above"], "bounded")
        .Initializer("second", [64, 64], ModelBuilder.Random(4096, 2)).Node("MatMul", ["bounded", "second"]).Output("y", "1,64");

    private static ConvertedModel Convert(ModelBuilder builder, ObservedNoise noise) => ConvertedModel.Of(builder, scheme: new MixedScheme(), noise: noise);

    private static ConvertedModel Convert(ModelBuilder builder) => ConvertedModel.Of(builder, scheme: new MixedScheme());
}
