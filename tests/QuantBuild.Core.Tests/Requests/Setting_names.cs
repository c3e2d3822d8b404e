using QuantBuild.Requests;

namespace QuantBuild.Core.Tests.Requests;

public sealed class Setting_names
{
    [Theory]
    [InlineData("Mode", "--mode", "QuantBuildMode")]
    [InlineData("AccuracyCritical", "--accuracy-critical", "QuantBuildAccuracyCritical")]
    [InlineData("MinTop1Agreement", "--min-top1-agreement", "QuantBuildMinTop1Agreement")]
    [InlineData("QuantBuildSkipBelow", "--skip-below", "QuantBuildSkipBelow")]
    public void Are_options_in_kebab_case_and_properties_with_the_prefix(string name, string option, string property)
    {
        var setting = new SettingName(name, "", "");

        Assert.Equal((option, property), (setting.Option, setting.Property));
    }
}
