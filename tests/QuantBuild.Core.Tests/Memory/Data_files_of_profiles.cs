using System.Text.Json;
using QuantBuild.Memory.Profiles;

namespace QuantBuild.Core.Tests.Memory;

public sealed class Data_files_of_profiles
{
    [Fact]
    public void Every_member_is_read_under_its_name()
    {
        var machine = Read("""{ "channelBlock": 16, "threads": 2 }""");

        Assert.Equal((16, 2), (machine.ChannelBlock, machine.Threads));
    }

    [Fact]
    public void A_member_that_nothing_reads_is_an_error() =>
        Assert.Contains("chanelBlock", Assert.Throws<JsonException>(() => Read("""{ "channelBlock": 16, "threads": 2, "chanelBlock": 8 }""")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_member_that_lacks_is_an_error() =>
        Assert.Throws<KeyNotFoundException>(() => Read("""{ "channelBlock": 16 }"""));

    private static MachineConstants Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ProfileObject.Read(document.RootElement, MachineConstants.Read);
    }
}
