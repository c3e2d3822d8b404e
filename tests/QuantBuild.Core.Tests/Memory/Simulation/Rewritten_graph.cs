using QuantBuild.Execution;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Simulation;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

/// <summary>One rewriting at a time on a graph made for it; what is expected is what ONNX Runtime executed.</summary>
public sealed class Rewritten_graph : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Nodes_that_change_nothing_are_gone() => Becomes("Relu Sigmoid", OptimizationLevel.Basic,
        new ModelBuilder().Input("x", "2,3").Initializer("zero", [], [0f]).Initializer("one", [1], [1f]).Relu()
            .Node("Identity", ["Relu_0"], "a").Node("Add", ["a", "zero"], "b").Node("Div", ["b", "one"], "c").Cast(ElementType.Float32)
            .Node("Dropout", ["Cast_1"], "d").Node("Sigmoid", ["d"], "e"));

    [Fact]
    public void What_is_constant_is_computed_while_loading() => Becomes("Reshape", OptimizationLevel.Basic,
        new ModelBuilder().Input("x", "2,3,4").Initializer("last", [1], [-1L]).Initializer("first", [1], [0L])
            .Node("Shape", ["x"], "shape").Node("Gather", ["shape", "first"], "rows").Node("Concat", ["rows", "last"], "target", ModelBuilder.Attribute("axis", 0))
            .Node("Reshape", ["x", "target"], "y"));

    [Fact]
    public void An_initializer_that_callers_may_override_is_not_constant()
    {
        var builder = new ModelBuilder().Input("x", "2,3").Initializer("zero", [], [0f]).Node("Add", ["x", "zero"]).Relu();
        builder.Graph.Input.Add(ModelBuilder.ValueInfo("zero", "", ElementType.Float32));
        Becomes("Add Relu", OptimizationLevel.Basic, builder);
    }

    [Fact]
    public void Equal_nodes_are_one() => Becomes("Exp Add", OptimizationLevel.Basic,
        new ModelBuilder().Input("x", "2,3").Node("Exp", ["x"], "a").Node("Exp", ["x"], "b").Node("Add", ["a", "b"], "y"));

    [Fact]
    public void Scale_and_offset_go_into_the_convolution_before_them() => Becomes("Conv", OptimizationLevel.Basic,
        new ModelBuilder().Input("x", "1,3,8,8").Initializer("w", [6, 3, 3, 3], ModelBuilder.Random(162, 1)).Initializer("s", [6, 1, 1], ModelBuilder.Random(6, 2))
            .Initializer("o", [1, 6, 1, 1], ModelBuilder.Random(6, 3)).Node("Conv", ["x", "w"], "c").Node("Mul", ["c", "s"], "m").Node("Add", ["m", "o"], "y"));

    [Fact]
    public void A_normalisation_goes_into_the_convolution_and_its_weight_is_made_anew()
    {
        var graph = Becomes("Conv", OptimizationLevel.Basic, Normalised(new ModelBuilder().Input("x", "1,3,8,8").Conv(3, 6), 6));
        Assert.Contains(graph.WeightChanges, change => change is { Kind: WeightChangeKind.Scaled, After.Facts.Concrete.Dimensions: [6, 3, 3, 3] });
    }

    [Fact]
    public void A_normalisation_after_a_product_makes_a_Gemm() =>
        Becomes("Gemm", OptimizationLevel.Basic, Normalised(new ModelBuilder().Input("x", "4,8").MatMul(8, 6), 6));

    [Fact]
    public void Padding_goes_into_the_convolution_after_it() => Becomes("Conv", OptimizationLevel.Basic,
        new ModelBuilder().Input("x", "1,3,8,8").Initializer("pads", [8], [0L, 0, 1, 1, 0, 0, 1, 1]).Node("Pad", ["x", "pads"]).Conv(3, 6, 1));

    [Fact]
    public void A_product_with_a_bias_is_a_Gemm_between_reshapes() => Becomes("Reshape Gemm Reshape", OptimizationLevel.Basic,
        new ModelBuilder().Input("x", "2,4,8").MatMul(8, 6).Add([6], ModelBuilder.Random(6, 2)));

    [Fact]
    public void A_product_of_open_extents_stays() => Becomes("MatMul Add", OptimizationLevel.Basic,
        new ModelBuilder().Input("x", "n,4,8").MatMul(8, 6).Add([6], ModelBuilder.Random(6, 2)), "x:2x4x8");

    [Fact]
    public void Reshapes_in_a_row_are_one() => Becomes("Reshape", OptimizationLevel.Basic,
        new ModelBuilder().Input("x", "2,3,4").Initializer("a", [2], [6L, 4]).Initializer("b", [1], [0L]).Initializer("c", [3], [1L, 3, 8])
            .Node("Reshape", ["x", "a"], "r").Node("Unsqueeze", ["r", "b"], "u").Node("Reshape", ["u", "c"], "y"));

    [Fact]
    public void Transposes_that_take_each_other_back_are_gone_across_what_stands_between() => Becomes("Relu Add", OptimizationLevel.Basic,
        new ModelBuilder().Input("x", "1,2,3,4").Initializer("o", [2], [1f, 2]).Node("Transpose", ["x"], "t", Perm(0, 2, 3, 1)).Relu()
            .Node("Add", ["Relu_0", "o"], "a").Node("Transpose", ["a"], "y", Perm(0, 3, 1, 2)));

    [Fact]
    public void A_transpose_moves_behind_axes_that_are_named() => Becomes("ReduceMean Concat Slice", OptimizationLevel.Basic,
        new ModelBuilder(opset: 11).Input("x", "1,2,3,4").Initializer("s", [1], [0L]).Initializer("e", [1], [2L]).Initializer("ax", [1], [1L])
            .Node("Transpose", ["x"], "t", Perm(0, 2, 3, 1)).Node("ReduceMean", ["t"], "m", ModelBuilder.Attribute("axes", [2L]))
            .Node("Concat", ["m", "m"], "c", ModelBuilder.Attribute("axis", 3)).Node("Slice", ["c", "s", "e", "ax"], "l")
            .Node("Transpose", ["l"], "y", Perm(0, 3, 1, 2)));

    [Theory]
    [InlineData("Transpose Exp Sigmoid Relu Add Transpose", 1, 0, 2)]
    [InlineData("Exp Sigmoid Relu Add", 0, 2, 1)]
    public void A_transpose_moves_behind_a_value_that_several_nodes_take_only_to_meet_its_inverse(string operators, long first, long second, long third) =>
        Becomes(operators, OptimizationLevel.Basic, new ModelBuilder().Input("x", "2,8,4").Node("Transpose", ["x"], "t", Perm(0, 2, 1)).Node("Exp", ["t"], "s")
            .Node("Relu", ["s"], "r").Node("Sigmoid", ["s"], "e").Node("Add", ["r", "e"], "a").Node("Transpose", ["a"], "y", Perm(first, second, third)));

    [Fact]
    public void A_Gemm_does_its_activation() => Becomes("FusedGemm", OptimizationLevel.Extended, new ModelBuilder().Input("x", "4,8").Gemm(8, 6).Relu());

    [Fact]
    public void A_convolution_does_its_activation_from_the_extended_level_on()
    {
        var builder = new ModelBuilder().Input("x", "1,3,8,8").Conv(3, 6).Relu();
        Becomes("Conv Relu", OptimizationLevel.Basic, builder);
        Becomes("FusedConv", OptimizationLevel.Extended, builder);
    }

    [Fact]
    public void The_error_function_of_a_Gelu_is_found() => Becomes("Gelu", OptimizationLevel.Extended,
        new ModelBuilder().Input("x", "2,8").Initializer("root", [], [1.4142135f]).Initializer("one", [], [1f]).Initializer("half", [], [0.5f])
            .Node("Div", ["x", "root"], "d").Node("Erf", ["d"], "e").Node("Add", ["e", "one"], "p").Node("Mul", ["x", "p"], "m").Node("Mul", ["m", "half"], "y"));

    [Fact]
    public void A_bias_before_a_Gelu_goes_into_it() => Becomes("BiasGelu", OptimizationLevel.Extended,
        new ModelBuilder().Input("x", "2,3,8").Initializer("bias", [8], ModelBuilder.Random(8, 1)).Initializer("root", [], [1.4142135f]).Initializer("one", [], [1f])
            .Initializer("half", [], [0.5f]).Node("Add", ["x", "bias"], "a").Node("Div", ["a", "root"], "d").Node("Erf", ["d"], "e").Node("Add", ["e", "one"], "p")
            .Node("Mul", ["a", "p"], "m").Node("Mul", ["m", "half"], "y"));

    [Fact]
    public void Scores_of_an_attention_are_one_product() => Becomes("FusedMatMul Softmax", OptimizationLevel.Extended,
        new ModelBuilder().Input("q", "1,4,8,16").Input("k", "1,4,8,16").Initializer("scale", [], [0.25f]).Node("Transpose", ["k"], "t", Perm(0, 1, 3, 2))
            .Node("MatMul", ["q", "t"], "s").Node("Mul", ["s", "scale"], "m").Node("Softmax", ["m"], "y"));

    /// <summary>Nothing is known of what a Reshape gives before its extents are put together without arithmetic: then its axes are counted, and those of what follows.</summary>
    [Fact]
    public void Scores_of_an_attention_are_one_product_although_their_extents_are_open() => Becomes("Reshape Transpose Reshape Transpose FusedMatMul Softmax", OptimizationLevel.Extended,
        Heads(Heads(new ModelBuilder(opset: 11).Input("q", "n,s,8").Input("k", "n,s,8").Initializer("scale", [], [2f]), "q", Perm(0, 2, 1, 3)), "k", Perm(0, 2, 3, 1))
            .Node("MatMul", ["q_heads", "k_heads"], "s").Node("Div", ["s", "scale"], "d").Node("Softmax", ["d"], "y", ModelBuilder.Attribute("axis", 3)), "q:2x4x8;k:2x4x8");

    [Fact]
    public void Reshapes_that_passes_made_stay_apart() => Becomes("Reshape Gemm Reshape Reshape Gemm Reshape Add", OptimizationLevel.Basic,
        new ModelBuilder().Input("x", "2,4,8").Initializer("v", [8, 6], ModelBuilder.Random(48, 1)).Initializer("w", [8, 6], ModelBuilder.Random(48, 2))
            .Initializer("b", [6], ModelBuilder.Random(6, 3)).Initializer("c", [6], ModelBuilder.Random(6, 4)).Node("MatMul", ["x", "v"], "m").Node("Add", ["m", "b"], "n")
            .Node("MatMul", ["x", "w"], "o").Node("Add", ["o", "c"], "p").Node("Add", ["n", "p"], "y"));

    [Fact]
    public void A_normalisation_written_out_is_one_node_and_adds_what_stands_before_it() => Becomes("SkipLayerNormalization", OptimizationLevel.Extended,
        new ModelBuilder(opset: 11).Input("x", "1,4,8").Input("r", "1,4,8").Initializer("two", [], [2f]).Initializer("eps", [], [1e-5f])
            .Initializer("w", [8], ModelBuilder.Random(8, 1)).Initializer("b", [8], ModelBuilder.Random(8, 2))
            .Node("Add", ["x", "r"], "sum").Node("ReduceMean", ["sum"], "mean", ModelBuilder.Attribute("axes", [-1L])).Node("Sub", ["sum", "mean"], "c")
            .Node("Pow", ["c", "two"], "sq").Node("ReduceMean", ["sq"], "var", ModelBuilder.Attribute("axes", [-1L])).Node("Add", ["var", "eps"], "g")
            .Node("Sqrt", ["g"], "root").Node("Div", ["c", "root"], "n").Node("Mul", ["n", "w"], "s").Node("Add", ["s", "b"], "y"));

    [Fact]
    public void A_normalisation_by_the_mean_square_is_one_node() => Becomes("SimplifiedLayerNormalization", OptimizationLevel.Extended,
        new ModelBuilder(opset: 11).Input("x", "1,4,8").Initializer("two", [], [2f]).Initializer("eps", [], [1e-5f]).Initializer("w", [8], ModelBuilder.Random(8, 1))
            .Node("Pow", ["x", "two"], "sq").Node("ReduceMean", ["sq"], "mean", ModelBuilder.Attribute("axes", [-1L])).Node("Add", ["mean", "eps"], "g")
            .Node("Sqrt", ["g"], "root").Node("Div", ["x", "root"], "n").Node("Mul", ["n", "w"], "y"));

    [Fact]
    public void A_value_times_its_own_sigmoid_is_QuickGelu() => Becomes("QuickGelu", OptimizationLevel.Extended,
        new ModelBuilder().Input("x", "2,8").Node("Sigmoid", ["x"], "s").Node("Mul", ["x", "s"], "y"));

    [Fact]
    public void Numbers_and_transposes_before_a_product_with_a_weight_go_into_it() => Becomes("FusedMatMul", OptimizationLevel.Extended,
        new ModelBuilder().Input("x", "2,8,4").Initializer("half", [], [0.5f]).Node("Transpose", ["x"], "t", Perm(0, 2, 1)).Node("Mul", ["t", "half"]).MatMul(8, 6));

    [Fact]
    public void Convolutions_move_to_blocks_and_what_follows_them_does_too()
    {
        var builder = new ModelBuilder().Input("x", "1,16,8,8").Conv(16, 24).Relu().Conv(24, 16);
        builder.Node("Add", ["x", builder.Current], "y");
        var graph = Becomes("ReorderInput Conv Conv ReorderOutput Add", OptimizationLevel.All, builder);
        Assert.Equal("Relu", graph.Nodes.First(node => node.Operator == "Conv").Activation);
        Assert.Contains(graph.WeightChanges, change => change is { Kind: WeightChangeKind.Blocked, After.Facts.Concrete.Dimensions: [32, 16, 3, 3] });
    }

    [Fact]
    public void A_sum_of_blocks_goes_into_the_convolution_that_makes_one_of_them()
    {
        var builder = new ModelBuilder().Input("x", "1,16,8,8").Conv(16, 16);
        var first = builder.Current;
        builder.From("x").Conv(16, 16, seed: 3);
        Becomes("ReorderInput Conv Conv ReorderOutput", OptimizationLevel.All, builder.Node("Add", [first, builder.Current]).Relu());
    }

    [Fact]
    public void Halves_are_widened_for_kernels_that_take_none_and_their_weights_while_loading()
    {
        var builder = new ModelBuilder().Input("x", "4,8", ElementType.Float16)
            .Initializer("w", [8, 6], ElementType.Float16, new byte[8 * 6 * 2]).Node("MatMul", ["x", "w"]).Relu();
        Becomes("Cast Cast MatMul Relu Cast", OptimizationLevel.Extended, builder, output: ElementType.Float16);
        var graph = Becomes("Cast MatMul Relu Cast", OptimizationLevel.All, builder, output: ElementType.Float16);
        Assert.Equal(WeightChangeKind.Widened, Assert.Single(graph.WeightChanges).Kind);
    }

    [Fact]
    public void Halves_are_moved_as_they_are() => Becomes("Transpose", OptimizationLevel.All,
        new ModelBuilder().Input("x", "2,3", ElementType.Float16).Node("Transpose", ["x"], "y", Perm(1, 0)), output: ElementType.Float16);

    [Fact]
    public void A_HardSwish_is_a_HardSigmoid_and_a_product() => Becomes("HardSigmoid Mul", OptimizationLevel.Basic,
        new ModelBuilder(18).Input("x", "2,3").Node("HardSwish", ["x"]));

    [Fact]
    public void A_HardSwish_behind_a_convolution_in_blocks_is_done_by_it_unless_it_is_the_result()
    {
        var builder = new ModelBuilder(18).Input("x", "1,3,16,16").Conv(3, 32);
        builder.Node("HardSwish", [builder.Current]).Conv(32, 32);
        Becomes("Conv Conv HardSigmoid Mul ReorderOutput", OptimizationLevel.All, builder.Node("HardSwish", [builder.Current], "y"));
    }

    [Theory]
    [InlineData("Split Squeeze Sigmoid Squeeze Relu", "")]
    [InlineData("Transpose Split Sigmoid Relu", "1")]
    public void Every_element_of_an_axis_taken_alone_makes_a_Split(string operators, string extentOfIndices)
    {
        long[] extents = extentOfIndices.Length == 0 ? [] : [1];
        var axis = ModelBuilder.Attribute("axis", 0);
        var builder = new ModelBuilder().Input("x", "4,2,8").Node("Transpose", ["x"], "t", Perm(1, 0, 2)).Initializer("first", extents, [0L]).Initializer("last", extents, [-1L])
            .Node("Gather", ["t", "first"], "a", axis).Node("Gather", ["t", "last"], "b", axis).Node("Relu", ["a"], "y").Node("Sigmoid", ["b"], "z");
        builder.Graph.Output.Add(ModelBuilder.ValueInfo("y", null, ElementType.Float32));
        builder.Graph.Output.Add(ModelBuilder.ValueInfo("z", null, ElementType.Float32));
        Becomes(operators, OptimizationLevel.Extended, builder);
    }

    [Theory]
    [InlineData("Tanh Slice Exp", 8)]
    [InlineData("Tanh Exp", long.MaxValue)]
    public void A_slice_of_everything_goes_where_its_end_is_open(string operators, long end) => Becomes(operators, OptimizationLevel.Basic,
        new ModelBuilder().Input("x", "3,8").Initializer("start", [1], [0L]).Initializer("end", [1], [end]).Initializer("axis", [1], [1L])
            .Node("Tanh", ["x"], "t").Node("Slice", ["t", "start", "end", "axis"], "a").Node("Exp", ["a"], "y"));

    [Theory]
    [InlineData("Split Squeeze Relu Add", 13)]
    [InlineData("Slice Relu Gather Add", 12)]
    public void An_element_and_a_range_that_are_the_whole_axis_are_a_Split(string operators, long opset)
    {
        var builder = new ModelBuilder(opset).Input("x", "3,8").Initializer("first", [], [0L]).Initializer("one", [1], [1L]).Initializer("end", [1], [long.MaxValue]).Initializer("axis", [1], [-2L])
            .Node("Gather", ["x", "first"], "a").Node("Slice", ["x", "one", "end", "axis"], "b").Node("Relu", ["b"], "c").Node("Add", ["a", "c"], "y");
        Becomes(operators, OptimizationLevel.Extended, builder);
    }

    [Fact]
    public void Two_elements_of_three_are_taken_as_they_were()
    {
        var builder = new ModelBuilder().Input("x", "3,8").Initializer("first", [], [0L]).Initializer("last", [], [2L])
            .Node("Gather", ["x", "first"], "a").Node("Gather", ["x", "last"], "b").Node("Add", ["a", "b"], "y");
        Becomes("Gather Gather Add", OptimizationLevel.Extended, builder);
    }

    /// <summary>The replay gives these operators, and ONNX Runtime executes just these, with the same shapes, in the same order.</summary>
    private RuntimeGraph Becomes(string operators, OptimizationLevel level, ModelBuilder builder, string shapes = "", ElementType output = ElementType.Float32)
    {
        if (builder.Graph.Output.Count == 0)
        {
            builder.Graph.Output.Add(ModelBuilder.ValueInfo(builder.Current, null, output));
        }

        var path = builder.Save(_directory.File("model.onnx"));
        var given = InputShapes.Parse(shapes)!;
        var replayed = ReplayedModel.Of(path, given, level);
        Assert.Equal(RuntimeProfile.Of(path, given, level, _directory.Path), replayed);
        if (level < OptimizationLevel.All || ReplayedModel.Block == 16)
        {
            Assert.Equal(operators, string.Join(' ', replayed.Select(node => node.Split(' ')[0])));
        }

        return ReplayedModel.Rewritten(path, given, level);
    }

    private static ModelBuilder Heads(ModelBuilder builder, string input, AttributeProto order) => builder
        .Initializer($"{input}_0", [], [0L]).Initializer($"{input}_1", [], [1L]).Initializer($"{input}_2", [1], [2L]).Initializer($"{input}_4", [1], [4L])
        .Node("Shape", [input], $"{input}_shape").Node("Gather", [$"{input}_shape", $"{input}_0"], $"{input}_first").Node("Gather", [$"{input}_shape", $"{input}_1"], $"{input}_second")
        .Node("Unsqueeze", [$"{input}_first"], $"{input}_rows", ModelBuilder.Attribute("axes", [0L])).Node("Unsqueeze", [$"{input}_second"], $"{input}_columns", ModelBuilder.Attribute("axes", [0L]))
        .Node("Concat", [$"{input}_rows", $"{input}_columns", $"{input}_2", $"{input}_4"], $"{input}_target", ModelBuilder.Attribute("axis", 0))
        .Node("Reshape", [input, $"{input}_target"], $"{input}_apart").Node("Transpose", [$"{input}_apart"], $"{input}_heads", order);

    private static ModelBuilder Normalised(ModelBuilder builder, int channels) => builder
            .Initializer("scale", [channels], ModelBuilder.Random(channels, 1)).Initializer("shift", [channels], ModelBuilder.Random(channels, 2))
            .Initializer("mean", [channels], ModelBuilder.Random(channels, 3)).Initializer("variance", [channels], [.. ModelBuilder.Random(channels, 4).Select(x => x + 1)])
            .Node("BatchNormalization", [builder.Current, "scale", "shift", "mean", "variance"]);

    private static AttributeProto Perm(params long[] order) => ModelBuilder.Attribute("perm", order);
}
