using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Sizes;

public sealed class Size_in_text
{
    [Theory]
    [InlineData(99_614_720, "95.0 MB")]
    [InlineData(0, "0.0 MB")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(-20_971_520, "-20.0 MB")]
    public void Has_one_decimal_and_the_unit_that_shows_it(long bytes, string text) => Assert.Equal(text, new ByteSize(bytes).ToString());

    [Fact]
    public void Arithmetic_never_wraps()
    {
        Assert.Throws<OverflowException>(() => new ByteSize(long.MaxValue) + new ByteSize(1));
        Assert.Throws<OverflowException>(() => new ByteSize(long.MaxValue) * 2);
    }
}
