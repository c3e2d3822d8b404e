using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Sizes;

public sealed class Size_written_by_a_person
{
    [Theory]
    [InlineData("512MB")]
    [InlineData("512MiB")]
    [InlineData("512Mi")]
    [InlineData("512m")]
    [InlineData("512mb")]
    [InlineData(" 512 MB ")]
    [InlineData("0.5GB")]
    [InlineData("0.5Gi")]
    [InlineData("524288k")]
    [InlineData("536870912B")]
    public void Is_the_same_in_every_binary_form(string text)
    {
        Assert.True(ByteSize.TryParse(text, out var size));
        Assert.Equal(512L * 1024 * 1024, size.Bytes);
    }

    [Theory]
    [InlineData("512")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("MB")]
    [InlineData("-1MB")]
    [InlineData("1.2.3MB")]
    [InlineData("1e3MB")]
    [InlineData("512MBit")]
    [InlineData("512 parsecs")]
    [InlineData("99999999999GB")]
    public void Is_refused_in_any_other(string? text) => Assert.False(ByteSize.TryParse(text, out _));

    [Fact]
    public void Is_told_its_legal_forms()
    {
        Assert.All(["512MB", "512MiB", "512Mi", "512m"], form => Assert.Contains(form, ByteSize.LegalForms, StringComparison.Ordinal));
    }
}
