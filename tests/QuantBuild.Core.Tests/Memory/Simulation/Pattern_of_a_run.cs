using QuantBuild.Memory.Simulation.Arenas;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Memory.Simulation;

public sealed class Pattern_of_a_run
{
    private readonly PatternBlock _pattern = new();

    [Fact]
    public void Puts_buffers_behind_each_other()
    {
        Assert.Equal([0, 512], [Allocate(300), Allocate(256)]);
        Assert.Equal(new ByteSize(768), _pattern.Size);
    }

    [Fact]
    public void Takes_the_tightest_gap()
    {
        var wide = Allocate(1024);
        Allocate(256);
        var tight = Allocate(512);
        Allocate(256);
        _pattern.Free(wide);
        _pattern.Free(tight);

        Assert.Equal(tight, Allocate(512));
        Assert.Equal(wide, Allocate(512));
    }

    [Fact]
    public void Is_as_large_as_the_highest_end_ever_reached()
    {
        _pattern.Free(Allocate(1024));
        Allocate(256);

        Assert.Equal(new ByteSize(1024), _pattern.Size);
    }

    private long Allocate(long bytes) => _pattern.Allocate(new ByteSize(bytes));
}
