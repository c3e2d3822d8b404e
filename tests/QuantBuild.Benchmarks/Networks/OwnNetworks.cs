using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks.Networks;

/// <summary>Ten networks of different kinds, whose memory was projected before it was measured for the first time.</summary>
internal static class OwnNetworks
{
    /// <summary>Segmentation: skips from the way down to the way up, resized by nearest neighbours.</summary>
    public static void Segmentation(NetworkBuilder net)
    {
        var x = net.Input("image", "1,3,256,256");
        var skips = new Stack<(string Value, int Channels)>();
        var channels = 3;
        foreach (var width in (ReadOnlySpan<int>)[32, 64, 128, 256])
        {
            x = net.Op("Relu", net.Conv(net.Op("Relu", net.Conv(x, channels, width, 3)), width, width, 3));
            skips.Push((x, width));
            x = net.Op("MaxPool", x, ModelBuilder.Attribute("kernel_shape", [2L, 2]), ModelBuilder.Attribute("strides", [2L, 2]));
            channels = width;
        }

        x = net.Op("Relu", net.Conv(x, channels, channels, 3));
        while (skips.TryPop(out var skip))
        {
            x = net.Op("Resize", [x, "", net.Floats(1, 1, 2, 2)], NetworkBuilder.Text("mode", "nearest"), NetworkBuilder.Text("coordinate_transformation_mode", "asymmetric"), NetworkBuilder.Text("nearest_mode", "floor"));
            x = net.Op("Concat", [x, skip.Value], ModelBuilder.Attribute("axis", 1));
            x = net.Op("Relu", net.Conv(x, channels + skip.Channels, skip.Channels, 3));
            channels = skip.Channels;
        }

        net.Output(net.Op("Sigmoid", net.Conv(x, channels, 1, 1)), "1,1,256,256");
    }

    /// <summary>Residual blocks with batch normalization, which the runtime folds into the convolutions.</summary>
    public static void Residual(NetworkBuilder net)
    {
        var x = net.Op("Relu", net.BatchNorm(net.Conv(net.Input("image", "4,3,192,192"), 3, 48, 7, stride: 2), 48));
        var channels = 48;
        foreach (var (width, stride) in (ReadOnlySpan<(int, int)>)[(48, 1), (96, 2), (192, 2), (384, 2)])
        {
            var inner = net.Op("Relu", net.BatchNorm(net.Conv(x, channels, width, 3, stride), width));
            inner = net.BatchNorm(net.Conv(inner, width, width, 3), width);
            var shortcut = stride == 1 ? x : net.BatchNorm(net.Conv(x, channels, width, 1, stride), width);
            x = net.Op("Relu", net.Op("Add", [inner, shortcut]));
            channels = width;
        }

        net.Output(net.Gemm(net.Op("Flatten", net.Op("GlobalAveragePool", x)), channels, 100), "4,100");
    }

    /// <summary>Depthwise convolutions, channel attention, HardSwish.</summary>
    public static void Mobile(NetworkBuilder net)
    {
        var x = net.Op("HardSwish", net.Conv(net.Input("image", "1,3,320,320"), 3, 24, 3, stride: 2));
        var channels = 24;
        foreach (var (width, stride) in (ReadOnlySpan<(int, int)>)[(24, 1), (40, 2), (40, 1), (80, 2), (112, 1), (160, 2)])
        {
            var wide = channels * 4;
            var inner = net.Op("HardSwish", net.Conv(net.Op("HardSwish", net.Conv(x, channels, wide, 1)), wide, wide, 5, stride, groups: wide));
            var gate = net.Op("HardSigmoid", net.Conv(net.Op("Relu", net.Conv(net.Op("GlobalAveragePool", inner), wide, wide / 4, 1)), wide / 4, wide, 1));
            inner = net.Conv(net.Op("Mul", [inner, gate]), wide, width, 1);
            x = stride == 1 && width == channels ? net.Op("Add", [x, inner]) : inner;
            channels = width;
        }

        net.Output(net.Op("GlobalAveragePool", x), $"1,{channels},1,1");
    }

    /// <summary>Two bidirectional LSTM layers over embedded words.</summary>
    public static void Tagger(NetworkBuilder net)
    {
        const int length = 120, hidden = 256;
        var x = net.Op("Transpose", net.Op("Gather", [net.Weight(200, 20_000, 200), net.Input("ids", $"1,{length}", ElementType.Int64)]), NetworkBuilder.Permutation(1, 0, 2));
        var width = 200;
        for (var layer = 0; layer < 2; layer++)
        {
            var y = net.Op("LSTM", [x, net.Weight(width, 2, 4 * hidden, width), net.Weight(hidden, 2, 4 * hidden, hidden), net.Weight(100, 2, 8 * hidden)],
                ModelBuilder.Attribute("hidden_size", hidden), NetworkBuilder.Text("direction", "bidirectional"));
            x = net.Op("Reshape", [net.Op("Transpose", y, NetworkBuilder.Permutation(0, 2, 1, 3)), net.Integers(length, 1, 2 * hidden)]);
            width = 2 * hidden;
        }

        net.Output(net.Op("Softmax", net.Linear(x, width, 40), ModelBuilder.Attribute("axis", -1)), $"{length},1,40");
    }

    /// <summary>A recurrence of speech features, then attention over its steps.</summary>
    public static void Recurrent(NetworkBuilder net)
    {
        const int length = 200, hidden = 320;
        var y = net.Op("GRU", [net.Input("features", $"{length},1,80"), net.Weight(80, 1, 3 * hidden, 80), net.Weight(hidden, 1, 3 * hidden, hidden), net.Weight(100, 1, 6 * hidden)],
            ModelBuilder.Attribute("hidden_size", hidden), ModelBuilder.Attribute("linear_before_reset", 1));
        var x = net.Op("Transpose", net.Op("Squeeze", [y, net.Integers(1)]), NetworkBuilder.Permutation(1, 0, 2));
        var weights = net.Op("Softmax", net.Linear(net.Op("Tanh", net.Linear(x, hidden, 128)), 128, 1), ModelBuilder.Attribute("axis", 1));
        net.Output(net.Linear(net.Op("MatMul", [net.Op("Transpose", weights, NetworkBuilder.Permutation(0, 2, 1)), x]), hidden, 30), "1,1,30");
    }

    /// <summary>Patches of an image through an encoder with its normalization before each part.</summary>
    public static void Patches(NetworkBuilder net)
    {
        const int length = 196, width = 384, heads = 6;
        var x = net.Op("Conv", [net.Input("image", "1,3,224,224"), net.Weight(3 * 16 * 16, width, 3, 16, 16), net.Weight(100, width)],
            ModelBuilder.Attribute("kernel_shape", [16L, 16]), ModelBuilder.Attribute("strides", [16L, 16]));
        x = net.Op("Transpose", net.Op("Reshape", [x, net.Integers(1, width, length)]), NetworkBuilder.Permutation(0, 2, 1));
        x = net.Op("Add", [x, net.Weight(width, 1, length, width)]);
        for (var layer = 0; layer < 6; layer++)
        {
            var normal = net.LayerNorm(x, width);
            var (query, key, value) = Split(net, net.Linear(normal, width, 3 * width), length, width, heads);
            x = net.Op("Add", [x, net.Linear(net.Merge(net.Attention(query, key, value, width / heads), length, width), width, width)]);
            x = net.Op("Add", [x, net.Linear(net.Gelu(net.Linear(net.LayerNorm(x, width), width, 4 * width)), 4 * width, width)]);
        }

        net.Output(net.Op("ReduceMean", net.LayerNorm(x, width), ModelBuilder.Attribute("axes", [1L]), ModelBuilder.Attribute("keepdims", 0)), $"1,{width}");
    }

    /// <summary>An image through a narrow middle and back by transposed convolutions.</summary>
    public static void Autoencoder(NetworkBuilder net)
    {
        var x = net.Input("image", "2,1,128,128");
        var channels = 1;
        foreach (var width in (ReadOnlySpan<int>)[32, 64, 128, 256])
        {
            x = net.Op("LeakyRelu", net.Conv(x, channels, width, 3, stride: 2), ModelBuilder.Attribute("alpha", 0.1f));
            channels = width;
        }

        x = net.Op("Relu", net.Gemm(net.Gemm(net.Op("Flatten", x), channels * 64, 64), 64, channels * 64));
        x = net.Op("Reshape", [x, net.Integers(2, channels, 8, 8)]);
        foreach (var width in (ReadOnlySpan<int>)[128, 64, 32, 1])
        {
            x = net.Op("ConvTranspose", [x, net.Weight(channels * 4, channels, width, 4, 4)],
                ModelBuilder.Attribute("kernel_shape", [4L, 4]), ModelBuilder.Attribute("strides", [2L, 2]), ModelBuilder.Attribute("pads", [1L, 1, 1, 1]));
            x = net.Op(width == 1 ? "Sigmoid" : "Relu", x);
            channels = width;
        }

        net.Output(x, "2,1,128,128");
    }

    /// <summary>One-dimensional dilated convolutions with gates over raw sound.</summary>
    public static void Waves(NetworkBuilder net)
    {
        const int width = 64, length = 16_000;
        var x = net.Op("Conv", [net.Input("sound", $"1,1,{length}"), net.Weight(1, width, 1, 1)]);
        var skips = net.Op("Relu", x);
        for (var dilation = 1; dilation <= 64; dilation *= 2)
        {
            string Branch(string activation) => net.Op(activation, net.Op("Conv", [x, net.Weight(3 * width, width, width, 3), net.Weight(100, width)],
                ModelBuilder.Attribute("kernel_shape", [3L]), ModelBuilder.Attribute("dilations", [(long)dilation]), ModelBuilder.Attribute("pads", [(long)dilation, dilation])));
            var gated = net.Op("Mul", [Branch("Tanh"), Branch("Sigmoid")]);
            var inner = net.Op("Conv", [gated, net.Weight(width, width, width, 1), net.Weight(100, width)]);
            (skips, x) = (net.Op("Add", [skips, inner]), net.Op("Add", [x, inner]));
        }

        net.Output(net.Op("Conv", [net.Op("Relu", skips), net.Weight(width, 1, width, 1)]), $"1,1,{length}");
    }

    /// <summary>One step of a language model: a cache of keys and values grows by one, logits over a vocabulary.</summary>
    public static void Decoder(NetworkBuilder net)
    {
        const int past = 127, width = 512, heads = 8;
        var x = net.Op("Gather", [net.Weight(width, 16_000, width), net.Input("id", "1,1", ElementType.Int64)]);
        for (var layer = 0; layer < 4; layer++)
        {
            var (query, key, value) = Split(net, net.Linear(net.LayerNorm(x, width), width, 3 * width), 1, width, heads);
            key = net.Op("Concat", [net.Input($"key_{layer}", $"1,{heads},{past},{width / heads}"), key], ModelBuilder.Attribute("axis", 2));
            value = net.Op("Concat", [net.Input($"value_{layer}", $"1,{heads},{past},{width / heads}"), value], ModelBuilder.Attribute("axis", 2));
            net.Output(key, $"1,{heads},{past + 1},{width / heads}");
            net.Output(value, $"1,{heads},{past + 1},{width / heads}");
            x = net.Op("Add", [x, net.Linear(net.Merge(net.Attention(query, key, value, width / heads), 1, width), width, width)]);
            x = net.Op("Add", [x, net.Linear(net.Gelu(net.Linear(net.LayerNorm(x, width), width, 4 * width)), 4 * width, width)]);
        }

        net.Output(net.Op("MatMul", [net.LayerNorm(x, width), net.Weight(width, width, 16_000)]), "1,1,16000");
    }

    /// <summary>Three heads over feature maps of three sizes, boxes concatenated.</summary>
    public static void Detector(NetworkBuilder net)
    {
        var x = net.Input("image", "1,3,416,416");
        var (channels, boxes) = (3, new List<string>());
        foreach (var width in (ReadOnlySpan<int>)[16, 32, 64, 128, 256])
        {
            var conv = net.Conv(x, channels, width, 3, stride: 2);
            x = net.Op("Mul", [conv, net.Op("Sigmoid", conv)]);
            channels = width;
            if (width >= 64)
            {
                var head = net.Op("Transpose", net.Conv(net.Op("Relu", net.Conv(x, width, 64, 3)), 64, 18, 1), NetworkBuilder.Permutation(0, 2, 3, 1));
                boxes.Add(net.Op("Reshape", [head, net.Integers(1, -1, 6)]));
            }
        }

        var all = net.Op("Sigmoid", net.Op("Concat", [.. boxes], ModelBuilder.Attribute("axis", 1)));
        net.Output(net.Op("Slice", [all, net.Integers(0), net.Integers(4), net.Integers(2)]), "1,?,4");
        net.Output(net.Op("ReduceMax", all, ModelBuilder.Attribute("axes", [2L])), "1,?,1");
    }

    private static (string Query, string Key, string Value) Split(NetworkBuilder net, string x, int length, int width, int heads)
    {
        var parts = net.Op("Transpose", net.Op("Reshape", [x, net.Integers(1, length, 3, heads, width / heads)]), NetworkBuilder.Permutation(2, 0, 3, 1, 4));
        string Part(int index) => net.Op("Squeeze", [net.Op("Gather", [parts, net.Integers(index)], ModelBuilder.Attribute("axis", 0)), net.Integers(0)]);
        return (Part(0), Part(1), Part(2));
    }
}
