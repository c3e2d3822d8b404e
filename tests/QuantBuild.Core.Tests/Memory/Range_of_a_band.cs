using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Memory;

public sealed class Range_of_a_band
{
    [Theory]
    [InlineData(5, 7, 9, 5, 9)]
    [InlineData(9, 7, 5, 5, 9)]
    [InlineData(8, 7, 9, 7, 9)]
    [InlineData(5, 7, 6, 5, 7)]
    public void Holds_what_is_expected(int low, int expected, int high, int first, int last) =>
        Assert.Equal(Band(first, expected, last), Band(low, expected, high).AsRange());

    [Fact]
    public void Can_be_printed() => Assert.Contains("Expected = 7 B", Band(5, 7, 9).ToString(), StringComparison.Ordinal);

    private static MemoryBand Band(int low, int expected, int high) => new(new ByteSize(low), new ByteSize(expected), new ByteSize(high));
}
