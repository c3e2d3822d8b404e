using QuantBuild.Execution;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Memory.Simulation;

/// <summary>The graph as the runtime rewrites it, and the order it executes it in, against the runtime's own profile.</summary>
public sealed class Replayed_execution : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [RealModelTheory]
    [InlineData("factorio_mnist", 6)]
    [InlineData("factorio_mnist_quantized", 6)]
    [InlineData("blazeface_front", 117)]
    [InlineData("dtln_1", 35)]
    [InlineData("dtln_2", 76)]
    [InlineData("fns_candy", 85)]
    [InlineData("fr_age", 82)]
    [InlineData("fr_detect", 91)]
    [InlineData("fr_expression", 252)]
    [InlineData("fr_eye", 33)]
    [InlineData("fr_gender", 60)]
    [InlineData("genai_tiny_gpt2_fp16", 106)]
    [InlineData("genai_tiny_gpt2_fp32", 37)]
    [InlineData("genai_tiny_lfm2_fp32", 10)]
    [InlineData("gtcrn_simple", 427)]
    [InlineData("magika_std_v33", 96)]
    [InlineData("mlsd_320x320_tiny", 62)]
    [InlineData("mlsd_512x512_large", 83)]
    [InlineData("mnist_ort", 8)]
    [InlineData("occ_image_classifier32", 13)]
    [InlineData("occ_model1", 17)]
    [InlineData("optimum_asset", 94)]
    [InlineData("ppocr2_cls", 235)]
    [InlineData("ppocrv4_rec", 415)]
    [InlineData("squeezenet_fp16", 42)]
    public void Nodes_run_in_the_order_of_the_runtime(string name, int count)
    {
        var replayed = ReplayedModel.Of(RealModels.Onnx(name), RealModelShapes.Of(name), OptimizationLevel.All);
        Assert.Equal(RuntimeProfile.Of(RealModels.Onnx(name), RealModelShapes.Of(name), OptimizationLevel.All, _directory.Path), replayed);
        if (ReplayedModel.Block == 16)
        {
            Assert.Equal(count, replayed.Count);
        }
    }

    [RealModelTheory]
    [InlineData("fr_detect")]
    [InlineData("genai_tiny_gpt2_fp16")]
    [InlineData("mlsd_320x320_tiny")]
    [InlineData("optimum_asset")]
    [InlineData("squeezenet_fp16")]
    public void Lower_levels_leave_out_what_the_runtime_leaves_out(string name)
    {
        foreach (var level in new[] { OptimizationLevel.Basic, OptimizationLevel.Extended })
        {
            Assert.Equal(RuntimeProfile.Of(RealModels.Onnx(name), RealModelShapes.Of(name), level, _directory.Path),
                ReplayedModel.Of(RealModels.Onnx(name), RealModelShapes.Of(name), level));
        }
    }

    /// <summary>Where a layout ends, the runtime numbers nodes by addresses: their order changes from load to load.</summary>
    [RealModelFact]
    public void Nodes_that_the_runtime_numbers_at_random_are_the_same_ones()
    {
        var (path, shapes) = (RealModels.Onnx("basic_pitch"), RealModelShapes.Of("basic_pitch"));
        Assert.Equal(RuntimeProfile.Of(path, shapes, OptimizationLevel.All, _directory.Path).Order(StringComparer.Ordinal),
            ReplayedModel.Of(path, shapes, OptimizationLevel.All).Order(StringComparer.Ordinal));
    }
}
