using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks.Networks;

/// <summary>Networks of 100 to 400 MB, each mostly of one kind of layer.</summary>
internal static class LargeNetworks
{
    public static void Perceptron(NetworkBuilder net)
    {
        var x = net.Input("x", "1,2048");
        foreach (var (inputs, outputs) in (ReadOnlySpan<(int, int)>)[(2048, 8192), (8192, 4096), (4096, 2048)])
        {
            x = net.Op("Relu", net.Linear(x, inputs, outputs));
        }

        net.Output(net.Linear(x, 2048, 10), "1,10");
    }

    public static void LinearLayers(NetworkBuilder net)
    {
        var x = net.Input("x", "16,3000");
        for (var layer = 0; layer < 8; layer++)
        {
            x = net.Op("Tanh", net.Gemm(x, 3000, 3000));
        }

        net.Output(net.Gemm(x, 3000, 100), "16,100");
    }

    public static void Convolutions(NetworkBuilder net)
    {
        var x = net.Input("image", "1,3,224,224");
        var channels = 3;
        foreach (var width in (ReadOnlySpan<int>)[64, 128, 256, 512, 512, 768])
        {
            x = net.Op("Relu", net.Conv(x, channels, width, 3));
            x = net.Op("Relu", net.Conv(x, width, width, 3, stride: 2));
            channels = width;
        }

        x = net.Op("Relu", net.Conv(x, channels, 1024, 3));
        net.Output(net.Op("GlobalAveragePool", x), "1,1024,1,1");
    }

    public static void Encoder(NetworkBuilder net)
    {
        const int length = 256, width = 768, heads = 12;
        var x = net.Input("x", $"1,{length},{width}");
        for (var layer = 0; layer < 8; layer++)
        {
            var attended = net.Attention(
                net.Heads(net.Linear(x, width, width), length, width, heads),
                net.Heads(net.Linear(x, width, width), length, width, heads),
                net.Heads(net.Linear(x, width, width), length, width, heads),
                width / heads);
            x = net.LayerNorm(net.Op("Add", [x, net.Linear(net.Merge(attended, length, width), width, width)]), width);
            x = net.LayerNorm(net.Op("Add", [x, net.Linear(net.Gelu(net.Linear(x, width, 4 * width)), 4 * width, width)]), width);
        }

        net.Output(x, $"1,{length},{width}");
    }

    public static void Embedding(NetworkBuilder net)
    {
        const int words = 120_000, width = 300;
        var ids = net.Input("ids", "1,64", ElementType.Int64);
        var mean = net.Op("ReduceMean", net.Op("Gather", [net.Weight(width, words, width), ids]), ModelBuilder.Attribute("axes", [1L]), ModelBuilder.Attribute("keepdims", 0));
        net.Output(net.Gemm(net.Op("Relu", net.Gemm(mean, width, 1024)), 1024, 20), "1,20");
    }
}
