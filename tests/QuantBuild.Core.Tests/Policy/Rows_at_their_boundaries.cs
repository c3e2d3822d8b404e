using QuantBuild.Models;
using QuantBuild.Policy;

namespace QuantBuild.Core.Tests.Policy;

public sealed class Rows_at_their_boundaries
{
    private const long Megabyte = 1024 * 1024;

    [Theory]
    [InlineData((200 * Megabyte) - 1, 5, "209,715,199 bytes < 209,715,200 bytes (200 MB), small enough")]
    [InlineData(200 * Megabyte, 9, "200.0 MB ≥ 200 MB, and app has no budget to show that it fits")]
    [InlineData(500 * Megabyte, 9, "500.0 MB ≥ 200 MB, and app has no budget to show that it fits")]
    [InlineData((500 * Megabyte) + 1, 3, "524,288,001 bytes > 524,288,000 bytes (500 MB), must be quantized")]
    public void Size_alone(long bytes, int rule, string reason) => Decides(Given.Model("m", new ByteSize(bytes)).With("fp16", bytes / 2.0 / Megabyte), null, rule, reason);

    [Theory]
    [InlineData(300, 8, "fits with 0.0 MB to spare")]
    [InlineData(412, 8, "fits with 112.0 MB to spare")]
    public void Budget_that_is_met(double budget, int rule, string reason) => Decides(Given.Model("m", 300), budget, rule, reason);

    [Fact]
    public void Budget_missed_by_a_byte()
    {
        var outcome = PolicyEngine.Decide(Given.Input([Given.Model("m", new ByteSize((300 * Megabyte) + 1))], 300));
        Assert.Equal(9, outcome.Decisions[0].Rule);
        Assert.Equal(Verdict.Exceeds, outcome.Verdicts[0].Verdict);
    }

    [Theory]
    [InlineData(90, 100, "Fits")]
    [InlineData(90.001, 100, "Tight")]
    [InlineData(100, 100, "Tight")]
    public void Warning_share(double megabytes, double budget, string expected) =>
        Assert.Equal(Enum.Parse<Verdict>(expected), PolicyEngine.Decide(Given.Input([Given.Model("m", megabytes)], budget)).Verdicts[0].Verdict);

    [Theory]
    [InlineData(89, false)]
    [InlineData(90, true)]
    public void Share_of_narrow_weights(int percent, bool already)
    {
        var model = Given.Model("m", new ByteSize(100 * Megabyte), ElementType.Float16);
        var facts = model.Assessment.Facts with { WeightBytes = [new(ElementType.Float16, new ByteSize(percent)), new(ElementType.Float32, new ByteSize(100 - percent))] };
        Assert.Equal(already, facts.AlreadyQuantized);
    }

    private static void Decides(PolicyModel model, double? budget, int rule, string reason)
    {
        var decision = PolicyEngine.Decide(Given.Input([model], budget)).Decisions[0];
        Assert.Equal((rule, reason), (decision.Rule, decision.Reasons[0]));
    }
}
