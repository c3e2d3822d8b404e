using QuantBuild.Schemes.Mixed;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Schemes;

public sealed class Mixed_of_real_models
{
    public static IEnumerable<object[]> Models => Fp16_of_real_models.Models;

    [RealModelTheory]
    [MemberData(nameof(Models))]
    public void Loads_and_loses_little_more_than_its_rounded_weights(string name)
    {
        var outcome = ConversionOutcome.Of(RealModels.Onnx(name), new MixedScheme(), shapes: RealModelShapes.Of(name));
        if (outcome.Plan is null)
        {
            Assert.Contains("no stored float32 tensor", outcome.Refusal, StringComparison.Ordinal);
            return;
        }

        Assert.True(outcome.BasicFailure is null, outcome.BasicFailure);
        Assert.True(outcome.AllFailure is null, outcome.AllFailure);
        Assert.InRange(outcome.PayloadShare!.Value, 0.5, 0.51);
        if (outcome.Sqnr is { } sqnr)
        {
            Assert.True(sqnr >= outcome.Ceiling - 1, $"{sqnr:0.0} dB, ceiling {outcome.Ceiling:0.0} dB");
        }
    }
}
