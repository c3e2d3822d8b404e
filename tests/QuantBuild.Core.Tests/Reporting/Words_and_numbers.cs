using QuantBuild.Reporting;

namespace QuantBuild.Core.Tests.Reporting;

public sealed class Words_and_numbers
{
    [Theory]
    [InlineData("520.0 MB", "260.1 MB", "520.0 → 260.1 MB")]
    [InlineData("1.5 MB", "90.0 KB", "1.5 MB → 90.0 KB")]
    [InlineData("95.0 MB", "95.0 MB", "95.0 MB")]
    public void Show_a_change_with_its_unit_once(string before, string after, string expected) => Assert.Equal(expected, Numbers.Change(before, after));

    [Fact]
    public void Keep_a_number_and_its_unit_on_one_line() =>
        Assert.Equal(["the peak is", "400.0 MB of", "380.0 MB"], WordWrap.Lines("the peak is 400.0 MB of 380.0 MB", 12));

    [Fact]
    public void Keep_a_word_that_is_too_long_whole() => Assert.Equal(["a", "incomprehensible", "b"], WordWrap.Lines("a incomprehensible b", 5));

    [Fact]
    public void Shorten_a_name_in_its_middle()
    {
        var text = TextTable.Shorten("encoder.layer.0.attention.weight", 13);

        Assert.Equal("enco…n.weight", text);
        Assert.Equal(13, text.Length);
    }
}
