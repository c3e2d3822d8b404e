using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;

namespace QuantBuild.Core.Tests.Policy;

public sealed class Recommended_switches
{
    [Fact]
    public void Of_the_published_case() => Assert.Equal(["PRELOAD_MODEL=false", "ENABLE_GRADCAM=true"], Settings(Dermatology(512)));

    [Fact]
    public void Switch_off_the_feature_that_does_not_fit() => Assert.Equal(["PRELOAD_MODEL=false", "ENABLE_GRADCAM=false"], Settings(Dermatology(380)));

    [Fact]
    public void Keep_a_model_loaded_where_a_person_said_so() => Assert.Equal(["PRELOAD_MODEL=true"], Settings(Given.Input([Preloaded(keeps: true)])));

    [Fact]
    public void Are_off_as_soon_as_one_says_so() =>
        Assert.Equal(["PRELOAD_MODEL=false"], Settings(Given.Input([Preloaded(keeps: true), Preloaded(keeps: false)])));

    [Fact]
    public void Name_the_heap_that_was_projected() =>
        Assert.Equal(["MALLOC_MMAP_THRESHOLD_=131072"], Settings(Given.Input([Given.Model("a", 95) with { FixedHeap = true }])));

    [Theory]
    [InlineData(400, 0)] // the upper end fits anyway
    [InlineData(320, 1)] // only the fixed heap makes it certain
    [InlineData(250, 0)] // not even that is enough
    public void Name_the_heap_that_decides(double budget, int count)
    {
        var model = Given.Model("a", 300);
        var luck = model.Assessment.Original with { Weights = new MemoryBand(Mb(290), Mb(300), Mb(350)) };
        var changes = new SessionChange("SessionOptions heap=fixed", luck with { Weights = MemoryBand.Exact(Mb(295)) }) { WholeProcess = true };

        var input = Given.Input([model with { Mode = ModelMode.Never, Assessment = model.Assessment with { Original = luck, Changes = [changes] } }], budget);

        Assert.Equal(Enumerable.Repeat("MALLOC_MMAP_THRESHOLD_=131072", count), Settings(input));
    }

    private static PolicyInput Dermatology(double budget) => Given.Input(
        [Preloaded(keeps: false)],
        budget,
        Given.Component("Django + Python", 70, replaces: "host"),
        Given.Component("TensorFlow", 120, replaces: "runtime"),
        Given.Component("Inference", 30, Phase.Peak),
        Given.Component("Grad-CAM", 85, Phase.Peak, optional: true) with { Setting = "ENABLE_GRADCAM" });

    private static PolicyModel Preloaded(bool keeps) => Given.Model("a", 95) with { Mode = ModelMode.Never, Setting = "PRELOAD_MODEL", KeepsResident = keeps };

    private static IEnumerable<string> Settings(PolicyInput input) => PolicyEngine.Decide(input).Settings.Select(setting => $"{setting.Name}={setting.Value}");

    private static ByteSize Mb(double megabytes) => ByteSize.FromMegabytes(megabytes);
}
