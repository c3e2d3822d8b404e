using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks.Networks;

/// <summary>Eight linear layers of 2048 × 2048 each, their weights stored in fewer bits in one of the ways that quantizers write.</summary>
internal static class QuantizedNetworks
{
    private const int Width = 2048;
    private const int Layers = 8;
    private const int Block = 32;

    /// <summary>Activations quantized while they come, as ONNX Runtime's dynamic quantizer writes it.</summary>
    public static void Dynamic(NetworkBuilder net) => Chain(net, x =>
    {
        var quantized = net.Ops("DynamicQuantizeLinear", 3, [x]);
        var product = net.Op("MatMulInteger", [quantized[0], net.Bytes(ElementType.Int8, Width, Width), quantized[2], net.Zero(ElementType.Int8)]);
        var scaled = net.Op("Mul", [net.Op("Cast", product, ModelBuilder.Attribute("to", (long)ElementType.Float32)), net.Op("Mul", [quantized[1], net.Scalar(0.01f)])]);
        return net.Op("Add", [scaled, net.Weight(100, Width)]);
    });

    /// <summary>Four bits by blocks, multiplied in float32.</summary>
    public static void Blocks(NetworkBuilder net) => Chain(net, x => BlockwiseProduct(net, x));

    /// <summary>Four bits by blocks, multiplied in eight: accuracy level 4.</summary>
    public static void BlocksInInt8(NetworkBuilder net) => Chain(net, x => BlockwiseProduct(net, x, ModelBuilder.Attribute("accuracy_level", 4)));

    /// <summary>Activations and weights between QuantizeLinear and DequantizeLinear: the runtime makes integer products of it.</summary>
    public static void Static(NetworkBuilder net) => Chain(net, x =>
    {
        var product = net.Op("MatMul", [Requantized(net, x), Dequantized(net)]);
        return Requantized(net, product);
    });

    /// <summary>The same of convolutions, over a picture: they work on channels last.</summary>
    public static void StaticConvolutions(NetworkBuilder net)
    {
        var x = Requantized(net, net.Input("image", "1,3,128,128"));
        var channels = 3;
        foreach (var width in (ReadOnlySpan<int>)[64, 128, 256, 512, 1024])
        {
            x = Requantized(net, net.Op("Relu", Convolution(net, x, channels, width)));
            x = Requantized(net, net.Op("Add", [Requantized(net, Convolution(net, x, width, width)), x]));
            x = Requantized(net, net.Op("MaxPool", x, ModelBuilder.Attribute("kernel_shape", [2, 2]), ModelBuilder.Attribute("strides", [2, 2])));
            channels = width;
        }

        net.Output(x, $"1,{channels},4,4");
    }

    /// <summary>Weights alone are dequantized, each column by a scale of its own.</summary>
    public static void WeightsByColumn(NetworkBuilder net) => Chain(net, x => net.Op("MatMul", [x, net.Op("DequantizeLinear",
        [net.Bytes(ElementType.Int8, Width, Width), net.Filled(0.01f, Width)], ModelBuilder.Attribute("axis", 1))]));

    /// <summary>Weights alone are dequantized, by one scale.</summary>
    public static void Weights(NetworkBuilder net) => Chain(net, x => net.Op("MatMul", [x, Dequantized(net)]));

    /// <summary>A cast and a product in place of DequantizeLinear: constant to the runtime, so it computes them while it loads.</summary>
    public static void Folded(NetworkBuilder net) => Chain(net, x => net.Op("MatMul", [x, net.Op("Mul",
        [net.Op("Cast", net.Bytes(ElementType.Int8, Width, Width), ModelBuilder.Attribute("to", (long)ElementType.Float32)), net.Scalar(0.01f)])]));

    private static void Chain(NetworkBuilder net, Func<string, string> layer)
    {
        var x = net.Input("x", $"16,{Width}");
        for (var i = 0; i < Layers; i++)
        {
            x = net.Op("Tanh", layer(x));
        }

        net.Output(x, $"16,{Width}");
    }

    private static string BlockwiseProduct(NetworkBuilder net, string x, params AttributeProto[] attributes) => net.Contributed("MatMulNBits",
        [x, net.Bytes(ElementType.UInt8, Width, Width / Block, Block / 2), net.Filled(0.01f, Width * Width / Block)],
        [ModelBuilder.Attribute("K", Width), ModelBuilder.Attribute("N", Width), ModelBuilder.Attribute("bits", 4), ModelBuilder.Attribute("block_size", Block), .. attributes]);

    private static string Convolution(NetworkBuilder net, string x, int inputs, int outputs) => net.Op("Conv",
        [x, net.Op("DequantizeLinear", [net.Bytes(ElementType.Int8, outputs, inputs, 3, 3), net.Scalar(0.01f), net.Zero(ElementType.Int8)])], ModelBuilder.Attribute("pads", [1, 1, 1, 1]));

    private static string Dequantized(NetworkBuilder net) => net.Op("DequantizeLinear", [net.Bytes(ElementType.Int8, Width, Width), net.Scalar(0.01f), net.Zero(ElementType.Int8)]);

    private static string Requantized(NetworkBuilder net, string x)
    {
        var (scale, zeroPoint) = (net.Scalar(0.02f), net.Zero(ElementType.UInt8));
        return net.Op("DequantizeLinear", [net.Op("QuantizeLinear", [x, scale, zeroPoint]), scale, zeroPoint]);
    }
}
