using QuantBuild.Memory.Simulation.Arenas;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Memory.Simulation;

public sealed class Arena_of_a_session
{
    private readonly Arena _arena = new();

    [Fact]
    public void Doubles_its_regions_and_splits_what_is_twice_as_large()
    {
        Allocate(4);
        Allocate(4);
        Allocate(4);
        Allocate(8);

        Assert.Equal([4, 4, 8, 16], _arena.Regions.Select(region => region.Size.Megabytes));
    }

    [Fact]
    public void Gives_out_a_whole_chunk_that_is_not_twice_as_large()
    {
        _arena.Allocate(new ByteSize(600_000));

        Assert.Equal(new ByteSize(1 << 20), _arena.InUse);
    }

    [Fact]
    public void Merges_what_is_freed_with_its_neighbours()
    {
        var first = Allocate(1);
        var second = _arena.Allocate(new ByteSize(300_000));
        var third = _arena.Allocate(new ByteSize(300_000));
        _arena.Free(first);
        _arena.Free(second);
        _arena.Free(third);

        Allocate(2);

        Assert.Equal([1, 2], _arena.Regions.Select(region => region.Size.Megabytes));
    }

    [Fact]
    public void Keeps_only_touched_pages_resident_and_a_thirty_second_of_each_region()
    {
        _arena.Allocate(new ByteSize(5_000));

        Assert.Equal(new ByteSize(2 * 4096 + (1 << 20) / 32), _arena.Resident);
    }

    [Fact]
    public void Touches_a_page_once_however_often_it_is_given_out()
    {
        for (var i = 0; i < 10; i++)
        {
            _arena.Free(_arena.Allocate(new ByteSize(100_000)));
        }

        Assert.Equal(25 * 4096, _arena.Regions[0].TouchedBytes);
    }

    [Fact]
    public void Counts_a_request_of_no_bytes_as_its_smallest_chunk()
    {
        _arena.Allocate(ByteSize.Zero);

        Assert.Equal(new ByteSize(Arena.Alignment), _arena.InUse);
    }

    private ArenaChunk Allocate(double megabytes) => _arena.Allocate(ByteSize.FromMegabytes(megabytes));
}
