using System.Numerics;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Arenas;

/// <summary>One piece of address space that an arena took; only the pages that were written to are resident.</summary>
internal sealed class ArenaRegion(ByteSize size)
{
    private const int PageSize = 4096;
    private const int PagesAWord = 64;

    private readonly ulong[] _touched = new ulong[(size.Bytes / PageSize + PagesAWord) / PagesAWord + 1];

    public ByteSize Size { get; } = size;

    public long TouchedBytes => _touched.Sum(word => (long)BitOperations.PopCount(word)) * PageSize;

    public void Touch(long start, long length)
    {
        if (length == 0)
        {
            return;
        }

        var last = (start + length - 1) / PageSize;
        for (var page = start / PageSize; page <= last;)
        {
            var bit = (int)(page % PagesAWord);
            var count = (int)Math.Min(PagesAWord - bit, last - page + 1);
            _touched[page / PagesAWord] |= (count == PagesAWord ? ulong.MaxValue : (1UL << count) - 1) << bit;
            page += count;
        }
    }
}
