using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Arenas;

/// <summary>One piece of address space that an arena took; only the pages that were written to are resident.</summary>
internal sealed class ArenaRegion(ByteSize size)
{
    private const int PageSize = 4096;

    /// <summary>Runs of touched pages in order; none overlaps or touches another, so that there are few.</summary>
    private readonly List<(long First, long End)> _touched = [];

    public ByteSize Size { get; } = size;

    public long TouchedBytes { get; private set; }

    public void Touch(long start, long length)
    {
        if (length == 0)
        {
            return;
        }

        var (first, end) = (start / PageSize, (start + length - 1) / PageSize + 1);
        var from = FirstThatEndsAt(first);
        var before = from;
        for (; before < _touched.Count && _touched[before].First <= end; before++)
        {
            var run = _touched[before];
            (first, end) = (Math.Min(first, run.First), Math.Max(end, run.End));
            TouchedBytes -= (run.End - run.First) * PageSize;
        }

        if (before - from == 1)
        {
            _touched[from] = (first, end);
        }
        else
        {
            _touched.RemoveRange(from, before - from);
            _touched.Insert(from, (first, end));
        }

        TouchedBytes += (end - first) * PageSize;
    }

    /// <summary>Index of the first run that ends at this page or behind it.</summary>
    private int FirstThatEndsAt(long page)
    {
        var (low, high) = (0, _touched.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _touched[middle].End < page ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
