using QuantBuild.Diagnostics;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Requests;

namespace QuantBuild.Core.Tests.Requests;

public sealed class Run_settings
{
    private readonly List<Diagnostic> _diagnostics = [];

    [Fact]
    public void Have_the_published_defaults()
    {
        var settings = SettingsReader.Read(Items.Properties(), _diagnostics)!;

        Assert.Equal(PolicySettings.Default, settings.Policy);
        Assert.Equal((true, true, 0, ByteSize.FromMegabytes(16)), (settings.Enabled, settings.Verify, settings.Threads, settings.RewriteMemory));
        Assert.Null(settings.MemoryBudget);
    }

    [Fact]
    public void Are_read()
    {
        var settings = SettingsReader.Read(Items.Properties(("QuantBuildSkipBelow", "1GB"), ("QuantBuildRequireAbove", "2GiB"), ("QuantBuildWarnAt", "75%"),
            ("QuantBuildOnBudgetExceeded", "warning"), ("QuantBuildVerify", "false"), ("QuantBuildThreads", "3"), ("QuantBuildMemoryBudget", "512m")), _diagnostics)!;

        Assert.Equal(new PolicySettings
        {
            SkipBelow = ByteSize.FromMegabytes(1024),
            RequireAbove = ByteSize.FromMegabytes(2048),
            WarnAt = 0.75,
            OnBudgetExceeded = Severity.Warning,
        }, settings.Policy);
        Assert.Equal((false, 3, ByteSize.FromMegabytes(512)), (settings.Verify, settings.Threads, settings.MemoryBudget!.Value));
    }

    [Theory]
    [InlineData("QuantBuildSkipBelow", "200")]
    [InlineData("QuantBuildWarnAt", "0.9")]
    [InlineData("QuantBuildWarnAt", "101%")]
    [InlineData("QuantBuildOnBudgetExceeded", "Info")]
    [InlineData("QuantBuildVerify", "1")]
    [InlineData("QuantBuildThreads", "two")]
    [InlineData("QuantBuildRewriteMemory", "4KB")]
    [InlineData("QuantBuildSkipBelow", "501MB")]
    public void Refuse_what_is_illegal(string name, string value)
    {
        Assert.Null(SettingsReader.Read(Items.Properties((name, value)), _diagnostics));

        var diagnostic = Assert.Single(_diagnostics);
        Assert.Equal("QB5001", diagnostic.Code);
        Assert.StartsWith($"{name} '{value}' is", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("QuantBuildReports", "json;html")]
    public void Refuse_what_is_not_built(string name, string value)
    {
        Assert.Null(SettingsReader.Read(Items.Properties((name, value)), _diagnostics));

        Assert.Equal("QB5002", Assert.Single(_diagnostics).Code);
    }

    [Fact]
    public void May_set_every_default() =>
        Assert.NotNull(SettingsReader.Read(Items.Properties([.. BuildProperties.All.Select(name => (name.Name, name.Default))]), _diagnostics));
}
