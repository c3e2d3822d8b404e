using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Arenas;

/// <summary>
/// The memory pattern: while the first run goes on, a second allocator notes where every planned buffer would lie in one block, and the
/// block is what later runs with the same shapes ask the arena for.
/// </summary>
internal sealed class PatternBlock
{
    private readonly SortedList<long, long> _live = [];

    /// <summary>The block's size: the highest end that any buffer reached.</summary>
    public ByteSize Size { get; private set; }

    /// <returns>The buffer's offset in the block.</returns>
    public long Allocate(ByteSize requested)
    {
        var size = Arena.RoundUp(requested).Bytes;
        var (best, smallestGap, end) = (-1L, long.MaxValue, 0L);
        foreach (var (start, length) in _live)
        {
            var gap = start - end;
            if (gap >= size && gap < smallestGap)
            {
                (best, smallestGap) = (end, gap);
            }

            end = Math.Max(end, start + length);
        }

        var offset = best >= 0 ? best : end;
        _live.Add(offset, size);
        Size = new ByteSize(Math.Max(Size.Bytes, offset + size));
        return offset;
    }

    public void Free(long offset) => _live.Remove(offset);
}
