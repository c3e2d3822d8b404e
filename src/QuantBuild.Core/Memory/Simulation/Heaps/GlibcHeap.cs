using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Heaps;

/// <summary>
/// The heap of glibc, as far as it decides how much of a process stays resident: large blocks are mappings that go back at once, smaller
/// ones share a heap whose holes stay. The threshold between them moves up whenever a mapping is freed, unless it is fixed.
/// </summary>
/// <param name="fixedThreshold">The process runs with <c>MALLOC_MMAP_THRESHOLD_=131072</c>.</param>
/// <param name="scatter">Where neighbouring holes never merge.</param>
/// <param name="keepsSpare">What an aligned block does not need of its room comes back with it; else small blocks take it, and no equal block fits its hole.</param>
internal sealed class GlibcHeap(bool fixedThreshold, Scatter scatter, bool keepsSpare = false)
{
    private const long FirstThreshold = 128L << 10;
    private const long LargestThreshold = 32L << 20;
    private const long PageSize = 4096;
    private const long Header = 16;
    private const long AlignmentCost = 96;
    private const long SmallBlock = 48;

    private readonly SortedSet<(long Size, long Start)> _holes = [];
    private readonly Dictionary<long, long> _holeByStart = [];
    private readonly Dictionary<long, long> _holeByEnd = [];
    private bool _scattered = scatter != Scatter.Nowhere;
    private long _threshold = FirstThreshold;
    private long _trim = FirstThreshold;
    private long _top;
    private long _mapped;
    private long _peak;

    /// <summary>Bytes that are resident: mappings, and the heap with its holes.</summary>
    public ByteSize Resident => new(checked(_mapped + RoundUp(_top, PageSize)));

    /// <summary>The most that was resident since the last reset.</summary>
    public ByteSize Peak => new(_peak);

    /// <summary>The model is parsed.</summary>
    public void EndParsing() => _scattered = scatter == Scatter.Everywhere;

    public void ResetPeak() => _peak = Resident.Bytes;

    /// <param name="size">Bytes asked for.</param>
    /// <param name="aligned">To a boundary wider than the allocator's own: takes more room to find one.</param>
    public HeapBlock Allocate(ByteSize size, bool aligned = false)
    {
        var wanted = RoundUp(checked(size.Bytes + Header / 2), Header);
        var searched = aligned ? checked(wanted + AlignmentCost) : wanted;
        wanted = _scattered && !keepsSpare ? wanted : searched;
        var block = searched >= _threshold ? Map(searched) : TakeHole(wanted, searched) ?? Extend(wanted);
        if (_scattered && !block.IsMapping)
        {
            Separate(block.Start + block.Size);
        }

        _peak = Math.Max(_peak, Resident.Bytes);
        return block;
    }

    public void Free(HeapBlock block)
    {
        if (block.IsMapping)
        {
            _mapped -= block.Size;
            if (!fixedThreshold && block.Size > _threshold && block.Size <= LargestThreshold)
            {
                _threshold = block.Size;
                _trim = checked(2 * block.Size);
            }

            return;
        }

        AddHole(block.Start, block.Size);
        if (_holeByEnd.TryGetValue(_top, out var last) && _top - last >= _trim)
        {
            RemoveHole(last);
            _top = last;
        }
    }

    /// <summary>Whether a block that is not written to at once would land where memory is resident already.</summary>
    public bool FitsInHole(ByteSize size) => size.Bytes < _threshold && _holes.GetViewBetween((size.Bytes, 0), (long.MaxValue, long.MaxValue)).Count > 0;

    // Right behind the block, in what is left of its hole or at the end.
    private void Separate(long start)
    {
        if (_holeByStart.TryGetValue(start, out var size) && size >= SmallBlock)
        {
            RemoveHole(start);
            if (size > SmallBlock)
            {
                AddHole(start + SmallBlock, size - SmallBlock);
            }
        }
        else if (start == _top)
        {
            _top = checked(_top + SmallBlock);
        }
    }

    private HeapBlock Map(long wanted)
    {
        var size = RoundUp(wanted, PageSize);
        _mapped = checked(_mapped + size);
        return new HeapBlock(0, size, IsMapping: true);
    }

    // A boundary is looked for in more room than the block needs.
    private HeapBlock? TakeHole(long wanted, long searched)
    {
        var hole = _holes.GetViewBetween((searched, 0), (long.MaxValue, long.MaxValue)).Min;
        if (hole.Size < searched)
        {
            return null;
        }

        RemoveHole(hole.Start);
        if (hole.Size > wanted)
        {
            AddHole(hole.Start + wanted, hole.Size - wanted);
        }

        return new HeapBlock(hole.Start, wanted, IsMapping: false);
    }

    // A hole at the very end is part of what the heap grows from.
    private HeapBlock Extend(long wanted)
    {
        var start = _top;
        if (_holeByEnd.TryGetValue(_top, out var last))
        {
            RemoveHole(last);
            start = last;
        }

        _top = checked(start + wanted);
        return new HeapBlock(start, wanted, IsMapping: false);
    }

    private void AddHole(long start, long size)
    {
        if (_holeByEnd.TryGetValue(start, out var before))
        {
            size += start - before;
            start = before;
            RemoveHole(before);
        }

        if (_holeByStart.TryGetValue(start + size, out var after))
        {
            RemoveHole(start + size);
            size += after;
        }

        _holes.Add((size, start));
        _holeByStart[start] = size;
        _holeByEnd[start + size] = start;
    }

    private void RemoveHole(long start)
    {
        _holeByStart.Remove(start, out var size);
        _holeByEnd.Remove(start + size);
        _holes.Remove((size, start));
    }

    private static long RoundUp(long value, long unit) => checked((value + unit - 1) / unit * unit);
}
