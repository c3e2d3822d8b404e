using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Schemes;

public sealed class Fp16_of_real_models
{
    /// <summary>The ceiling is 3 dB away at most where it is below the bar itself: these models amplify noise.</summary>
    private const double Bar = 40;

    public static IEnumerable<object[]> Models => RealModels.Folder is null ? [["none"]] : OnnxFiles.All;

    [RealModelTheory]
    [MemberData(nameof(Models))]
    public void Loads_and_is_as_good_as_float16_can_be(string name)
    {
        var outcome = ConversionOutcome.Of(RealModels.Onnx(name), shapes: RealModelShapes.Of(name));
        if (outcome.Plan is null)
        {
            Assert.Contains("no stored float32 tensor", outcome.Refusal, StringComparison.Ordinal);
            return;
        }

        Assert.True(outcome.BasicFailure is null, outcome.BasicFailure);
        Assert.True(outcome.AllFailure is null, outcome.AllFailure);
        Assert.InRange(outcome.PayloadShare!.Value, 0.5, 0.505);
        if (outcome.Sqnr is { } sqnr)
        {
            Assert.True(sqnr >= Bar || sqnr >= outcome.Ceiling - 3, $"{sqnr:0.0} dB, ceiling {outcome.Ceiling:0.0} dB");
        }
    }
}
