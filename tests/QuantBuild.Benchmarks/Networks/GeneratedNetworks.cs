namespace QuantBuild.Benchmarks.Networks;

/// <summary>All networks that are made here, by name.</summary>
internal static class GeneratedNetworks
{
    public static readonly IReadOnlyList<(string Name, Action<NetworkBuilder> Layers)> Large =
    [
        ("large_convolutions", LargeNetworks.Convolutions),
        ("large_embedding", LargeNetworks.Embedding),
        ("large_encoder", LargeNetworks.Encoder),
        ("large_linear_layers", LargeNetworks.LinearLayers),
        ("large_perceptron", LargeNetworks.Perceptron),
    ];

    public static readonly IReadOnlyList<(string Name, Action<NetworkBuilder> Layers)> Own =
    [
        ("own_autoencoder", OwnNetworks.Autoencoder),
        ("own_decoder", OwnNetworks.Decoder),
        ("own_detector", OwnNetworks.Detector),
        ("own_mobile", OwnNetworks.Mobile),
        ("own_patches", OwnNetworks.Patches),
        ("own_recurrent", OwnNetworks.Recurrent),
        ("own_residual", OwnNetworks.Residual),
        ("own_segmentation", OwnNetworks.Segmentation),
        ("own_tagger", OwnNetworks.Tagger),
        ("own_waves", OwnNetworks.Waves),
    ];

    public static readonly IReadOnlyList<(string Name, Action<NetworkBuilder> Layers)> Quantized =
    [
        ("quantized_blocks", QuantizedNetworks.Blocks),
        ("quantized_blocks_int8", QuantizedNetworks.BlocksInInt8),
        ("quantized_dynamic", QuantizedNetworks.Dynamic),
        ("quantized_folded", QuantizedNetworks.Folded),
        ("quantized_static", QuantizedNetworks.Static),
        ("quantized_static_convolutions", QuantizedNetworks.StaticConvolutions),
        ("quantized_weights", QuantizedNetworks.Weights),
        ("quantized_weights_by_column", QuantizedNetworks.WeightsByColumn),
    ];

    /// <summary>Writes every network into a folder.</summary>
    public static int Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, layers) in Large.Concat(Own).Concat(Quantized))
        {
            var path = Path.Combine(folder, name + ".onnx");
            var net = new NetworkBuilder();
            layers(net);
            net.Save(path);
            Console.WriteLine($"{path}: {new FileInfo(path).Length:N0} bytes");
        }

        return 0;
    }
}
