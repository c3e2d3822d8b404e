using QuantBuild.Memory.Simulation.Heaps;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Memory.Simulation;

public sealed class Heap_of_a_process
{
    private static readonly ByteSize Megabyte = ByteSize.FromMegabytes(1);

    [Fact]
    public void Gives_large_blocks_back_at_once_where_the_threshold_is_fixed()
    {
        var heap = new GlibcHeap(fixedThreshold: true, Scatter.Nowhere);
        var first = heap.Allocate(Megabyte);
        heap.Free(first);
        heap.Free(heap.Allocate(Megabyte));

        Assert.Equal(ByteSize.Zero, heap.Resident);
        Assert.InRange(heap.Peak.Bytes, Megabyte.Bytes, Megabyte.Bytes + 4096);
    }

    [Fact]
    public void Keeps_holes_below_a_threshold_that_moved_up()
    {
        var heap = new GlibcHeap(fixedThreshold: false, Scatter.Nowhere);
        heap.Free(heap.Allocate(Megabyte));
        var low = heap.Allocate(Megabyte * 0.5);
        heap.Allocate(Megabyte * 0.5);
        heap.Free(low);

        Assert.InRange(heap.Resident.Bytes, Megabyte.Bytes, Megabyte.Bytes + 8192);
    }

    [Fact]
    public void Fills_a_hole_before_it_grows()
    {
        var heap = new GlibcHeap(fixedThreshold: true, Scatter.Nowhere);
        var low = heap.Allocate(new ByteSize(100_000));
        heap.Allocate(new ByteSize(100_000));
        heap.Free(low);
        var before = heap.Resident;
        heap.Allocate(new ByteSize(90_000));

        Assert.Equal(before, heap.Resident);
    }

    [Fact]
    public void Cannot_put_an_aligned_block_into_the_hole_of_an_equal_one_that_was_not()
    {
        var heap = new GlibcHeap(fixedThreshold: true, Scatter.Nowhere);
        var low = heap.Allocate(new ByteSize(100_000));
        heap.Allocate(new ByteSize(100_000));
        heap.Free(low);
        var before = heap.Resident;
        heap.Allocate(new ByteSize(100_000), aligned: true);

        Assert.True(heap.Resident > before);
    }

    [Fact]
    public void Shrinks_from_the_end_when_enough_is_free_there()
    {
        var heap = new GlibcHeap(fixedThreshold: true, Scatter.Nowhere);
        heap.Allocate(new ByteSize(4_000));
        var end = Enumerable.Range(0, 4).Select(_ => heap.Allocate(new ByteSize(100_000))).ToList();
        end.ForEach(heap.Free);

        Assert.InRange(heap.Resident.Bytes, 4_000, 140_000);
    }

    [Fact]
    public void Loses_more_where_small_blocks_lie_between_all_others()
    {
        Assert.True(SizeAfterAGrowingSequence(Scatter.Everywhere) > SizeAfterAGrowingSequence(Scatter.Nowhere));
    }

    [Fact]
    public void Merges_holes_again_once_the_model_is_parsed()
    {
        Assert.Equal(SizeAfterAGrowingSequence(Scatter.Everywhere), SizeAfterAGrowingSequence(Scatter.Parsed));
        Assert.Equal(SizeAfterAGrowingSequence(Scatter.Nowhere), SizeAfterAGrowingSequence(Scatter.Parsed, parsed: true));
    }

    [Fact]
    public void An_aligned_block_fits_the_hole_of_an_equal_one_where_its_spare_bytes_come_back()
    {
        Assert.Equal(Reused(keepsSpare: true), Megabyte.Bytes, 4_096d);
        Assert.Equal(Reused(keepsSpare: false), Megabyte.Bytes * 2, 4_096d);
    }

    private static double Reused(bool keepsSpare)
    {
        var heap = new GlibcHeap(fixedThreshold: false, Scatter.Everywhere, keepsSpare);
        heap.Free(heap.Allocate(Megabyte * 30));
        heap.Free(heap.Allocate(Megabyte, aligned: true));
        heap.Allocate(Megabyte, aligned: true);
        return heap.Resident.Bytes;
    }

    private static ByteSize SizeAfterAGrowingSequence(Scatter scatter, bool parsed = false)
    {
        var heap = new GlibcHeap(fixedThreshold: false, scatter);
        if (parsed)
        {
            heap.EndParsing();
        }

        heap.Free(heap.Allocate(Megabyte * 30));
        var blocks = Enumerable.Range(0, 8).Select(_ => heap.Allocate(Megabyte)).ToList();
        blocks.ForEach(heap.Free);
        heap.Allocate(Megabyte * 8);
        return heap.Resident;
    }
}
