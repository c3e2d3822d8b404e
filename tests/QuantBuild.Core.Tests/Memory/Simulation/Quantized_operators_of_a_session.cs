using QuantBuild.Execution;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

/// <summary>At every level the replayed graph is the one that ONNX Runtime itself executes; its operators at the extended level are named.</summary>
public sealed class Quantized_operators_of_a_session : IDisposable
{
    /// <summary>The product of those of activations and weights.</summary>
    private const float BiasScale = 0.0002f;

    private readonly TestDirectory _directory = new();
    private readonly ModelBuilder _builder = new(opset: 21, ir: 10);
    private int _weights;
    private ElementType _activations = ElementType.UInt8;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_product_of_matrices() => Becomes("QuantizeLinear QLinearMatMul DequantizeLinear", Pair(Op("MatMul", Rows("x"), Weight(16, 8))));

    [Fact]
    public void A_product_that_stays_a_float() => Becomes("QuantizeLinear MatMulIntegerToFloat Tanh", Op("Tanh", Op("MatMul", Rows("x"), Weight(16, 8))));

    [Fact]
    public void A_linear_layer_with_an_activation_that_quantizing_makes_redundant() =>
        Becomes("QuantizeLinear QGemm DequantizeLinear", Pair(Op("Relu", Op("Gemm", Rows("x"), Weight(16, 8), Bias(8)))));

    [Fact]
    public void A_linear_layer_whose_bias_is_a_float() => Becomes("QuantizeLinear QGemm DequantizeLinear", Pair(Op("Relu", Op("Gemm", Rows("x"), Weight(16, 8), FloatBias(8)))));

    [Fact]
    public void A_linear_layer_whose_bias_and_result_are_floats() =>
        Becomes("DequantizeLinear QuantizeLinear DequantizeLinear FusedGemm", Op("Tanh", Op("Gemm", Rows("x"), Weight(16, 8), FloatBias(8))));

    [Fact]
    public void A_product_with_a_matrix_that_is_dequantized_by_columns()
    {
        _builder.Input("x", "4,64").Initializer("stored", [64, 8], ElementType.Int8, new byte[512]).Initializer("scales", [8], ModelBuilder.Random(8, 1));
        Becomes("MatMulNBits Tanh", Op("Tanh", Op("MatMul", "x", Op("DequantizeLinear", "stored", "scales"))));
    }

    [Fact]
    public void A_product_with_a_matrix_that_is_dequantized_as_a_whole()
    {
        _builder.Input("x", "4,64");
        Becomes("MatMulNBits Tanh", Op("Tanh", Op("MatMul", "x", Weight(64, 8))));
    }

    [Fact]
    public void A_product_with_a_matrix_whose_scale_another_constant_equals()
    {
        _builder.Input("x", "4,64");
        Becomes("DequantizeLinear DequantizeLinear MatMul Tanh MatMul Tanh", Op("Tanh", Op("MatMul", Op("Tanh", Op("MatMul", "x", Weight(64, 64))), Weight(64, 8))));
    }

    [Fact]
    public void A_linear_layer_whose_weight_has_no_zero_point()
    {
        _builder.Initializer("weight", [16, 8], ElementType.Int8, new byte[128]).Initializer("weight_scale", [], [0.01f]);
        Becomes("DequantizeLinear QuantizeLinear DequantizeLinear Gemm QuantizeLinear DequantizeLinear", Pair(Op("Gemm", Rows("x"), Op("DequantizeLinear", "weight", "weight_scale"))));
    }

    [Theory]
    [InlineData(1.01f, "QuantizeLinear QLinearConv DequantizeLinear")]
    [InlineData(1.03f, "DequantizeLinear DequantizeLinear QuantizeLinear DequantizeLinear Conv QuantizeLinear DequantizeLinear")]
    public void A_convolution_whose_bias_has_a_scale_of_its_own(float factor, string operators)
    {
        var (x, weight) = (Picture(), Weight(8, 3, 3, 3));
        Becomes(operators, Pair(Op("Conv", x, weight, Dequantized(ElementType.Int32, BiasScale * factor, new byte[32], 8))));
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("MatMul")]
    [InlineData("Gemm")]
    [InlineData("Concat")]
    [InlineData("Sigmoid")]
    public void Integers_of_sixteen_bits_have_no_kernel(string op)
    {
        _activations = ElementType.UInt16;
        var x = Rows("x");
        var result = op switch
        {
            "Add" => Op(op, x, Rows("y")),
            "Concat" => Joined(x, Rows("y")),
            "Sigmoid" => Op(op, x),
            _ => Op(op, x, Weight(16, 8)),
        };
        Becomes(null, Pair(result));
        Assert.Contains(ReplayedModel.Of(_directory.File("model.onnx"), InputShapes.None, OptimizationLevel.All), node => node.StartsWith(op + " ", StringComparison.Ordinal));
    }

    [Fact]
    public void Pictures_of_sixteen_bits_have_none_either()
    {
        _activations = ElementType.UInt16;
        Becomes("DequantizeLinear DequantizeLinear QuantizeLinear DequantizeLinear Conv QuantizeLinear DequantizeLinear MaxPool QuantizeLinear DequantizeLinear", Pair(Halved("MaxPool", Pair(Conv(Picture(), 3, 8)))));
    }

    [Fact]
    public void Elements_of_sixteen_bits_move()
    {
        _activations = ElementType.UInt16;
        Becomes("QuantizeLinear Transpose DequantizeLinear", Pair(Op("Transpose", Rows("x"))));
    }

    [Fact]
    public void Arithmetic_and_activations()
    {
        var sum = Pair(Op("Add", Rows("x"), Rows("y")));
        Becomes("QuantizeLinear QuantizeLinear QLinearAdd QLinearSigmoid QLinearMul DequantizeLinear", Pair(Op("Mul", Pair(Op("Sigmoid", sum)), sum)));
    }

    [Fact]
    public void Elements_that_only_move() => Becomes("QuantizeLinear Transpose DequantizeLinear", Pair(Op("Transpose", Rows("x"))));

    [Fact]
    public void Elements_that_move_on_towards_a_float()
    {
        _builder.Initializer("extents", [2], [8L, 8L]);
        Becomes("QuantizeLinear Reshape DequantizeLinear Exp", Op("Exp", Op("Reshape", Rows("x"), "extents")));
    }

    [Fact]
    public void Parts_that_are_joined() => Becomes("QuantizeLinear QuantizeLinear QLinearConcat DequantizeLinear", Pair(Joined(Rows("x"), Rows("y"))));

    [Fact]
    public void What_has_no_kernel_for_integers() => Becomes("QuantizeLinear DequantizeLinear Exp QuantizeLinear DequantizeLinear", Pair(Op("Exp", Rows("x"))));

    [Fact]
    public void A_dequantized_value_that_several_take()
    {
        var x = Rows("x");
        Becomes("QuantizeLinear DequantizeLinear Tanh DequantizeLinear Exp Add", Op("Add", Op("Exp", x), Op("Tanh", x)));
    }

    [Fact]
    public void A_convolution_with_a_clip_that_quantizing_makes_redundant()
    {
        _builder.Initializer("least", [], [0f]).Initializer("most", [], [6f]);
        Becomes("QuantizeLinear QLinearConv DequantizeLinear", Pair(Op("Clip", Conv(Picture(), 3, 8), "least", "most")));
    }

    [Fact]
    public void A_residual_network()
    {
        var x = Pair(Conv(Picture(), 3, 8));
        x = Pair(Op("Add", Pair(Conv(x, 8, 8)), x));
        x = Pair(Op("Flatten", Pair(Op("GlobalAveragePool", x))));
        Becomes("QuantizeLinear QLinearConv QLinearConv QLinearAdd QLinearGlobalAveragePool Flatten QGemm DequantizeLinear", Pair(Op("Gemm", x, Weight(8, 4), Bias(4))));
    }

    [Fact]
    public void A_pyramid()
    {
        _builder.Initializer("scales", [4], [1f, 1f, 2f, 2f]);
        var high = Pair(Conv(Picture(), 3, 8));
        var low = Pair(Op("Resize", Pair(Conv(Pair(Halved("MaxPool", high)), 8, 8)), "", "scales"));
        Becomes("QuantizeLinear QLinearConv MaxPool QLinearConv Resize QLinearConcat QLinearConv DequantizeLinear", Pair(Conv(Pair(Joined(high, low)), 16, 8)));
    }

    [Fact]
    public void Channels_that_are_weighed()
    {
        var x = Pair(Conv(Picture(), 3, 8));
        var gate = Pair(Op("Relu", Op("Conv", Pair(Op("GlobalAveragePool", x)), Weight(4, 8, 1, 1), Bias(4))));
        gate = Pair(Op("Sigmoid", Pair(Op("Conv", gate, Weight(8, 4, 1, 1), Bias(8)))));
        Becomes("QuantizeLinear QLinearConv QLinearGlobalAveragePool QLinearConv QLinearConv QLinearSigmoid QLinearMul DequantizeLinear", Pair(Op("Mul", x, gate)));
    }

    [Fact]
    public void A_part_of_what_is_activated()
    {
        _builder.Initializer("start", [1], [0L]).Initializer("end", [1], [2L]).Initializer("axis", [1], [2L]);
        var x = Pair(Halved("AveragePool", Pair(Op("LeakyRelu", Pair(Conv(Picture(), 3, 8))))));
        Becomes("QuantizeLinear QLinearConv QLinearLeakyRelu QLinearAveragePool Slice DequantizeLinear Exp", Op("Exp", Op("Slice", x, "start", "end", "axis")));
    }

    [Fact]
    public void A_convolution_of_floats_behind_one_of_integers()
    {
        _builder.Initializer("floats", [16, 16, 3, 3], ModelBuilder.Random(16 * 16 * 9, 1));
        Becomes("QuantizeLinear QLinearConv DequantizeLinear Conv", Op("Conv", Pair(Conv(Picture(), 3, 16)), "floats"));
    }

    private string Rows(string name) => Pair(_builder.Input(name, "4,16").Current);

    private string Picture() => Pair(_builder.Input("x", "1,3,8,8").Current);

    private string Op(string op, params string[] inputs) => _builder.Node(op, inputs).Current;

    private string Joined(string left, string right) => _builder.Node("Concat", [left, right], null, ModelBuilder.Attribute("axis", 1)).Current;

    private string Halved(string op, string x) => _builder.Node(op, [x], null, ModelBuilder.Attribute("kernel_shape", [2, 2]), ModelBuilder.Attribute("strides", [2, 2])).Current;

    private string Conv(string x, int inputs, int outputs) =>
        _builder.Node("Conv", [x, Weight(outputs, inputs, 3, 3), Bias(outputs)], null, ModelBuilder.Attribute("pads", [1, 1, 1, 1])).Current;

    /// <summary>QuantizeLinear and DequantizeLinear.</summary>
    private string Pair(string x)
    {
        if (_builder.Graph.Initializer.All(tensor => tensor.Name != "scale"))
        {
            _builder.Initializer("scale", [], [0.02f]).Initializer("zero", [], _activations, new byte[_activations == ElementType.UInt16 ? 2 : 1]);
        }

        return Op("DequantizeLinear", Op("QuantizeLinear", x, "scale", "zero"), "scale", "zero");
    }

    private string Weight(params long[] extents) => Dequantized(ElementType.Int8, 0.01f, new byte[extents.Aggregate(1L, (product, extent) => product * extent)], extents);

    private string Bias(int extent) => Dequantized(ElementType.Int32, BiasScale, new byte[extent * 4], extent);

    private string FloatBias(int extent)
    {
        _builder.Initializer("bias", [extent], ModelBuilder.Random(extent, 1));
        return "bias";
    }

    private string Dequantized(ElementType type, float scale, byte[] raw, params long[] extents)
    {
        var name = $"stored{_weights++}";
        _builder.Initializer(name, extents, type, raw).Initializer(name + "_scale", [], [scale]).Initializer(name + "_zero", [], type, new byte[type == ElementType.Int32 ? 4 : 1]);
        return Op("DequantizeLinear", name, name + "_scale", name + "_zero");
    }

    private void Becomes(string? operators, string output)
    {
        _builder.Graph.Output.Add(ModelBuilder.ValueInfo(output, null, ElementType.Float32));
        var path = _builder.Save(_directory.File("model.onnx"));
        foreach (var level in new[] { OptimizationLevel.Basic, OptimizationLevel.Extended, OptimizationLevel.All })
        {
            var replayed = ReplayedModel.Of(path, InputShapes.None, level);
            Assert.Equal(RuntimeProfile.Of(path, InputShapes.None, level, _directory.Path), replayed);
            if (level == OptimizationLevel.Extended && operators is not null)
            {
                Assert.Equal(operators, string.Join(' ', replayed.Select(node => node.Split(' ')[0])));
            }
        }
    }
}
