using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Arenas;

/// <summary>
/// ONNX Runtime's best-fit-with-coalescing arena: regions that double and never shrink, chunks that are split only where much would be lost.
/// It answers how much address space a sequence of requests takes, and how much of it is touched.
/// </summary>
internal sealed class Arena
{
    public const int Alignment = 256;

    private const long FirstWish = 1L << 20;
    private const long LargestWish = 1L << 30;
    private const long LossThatSplits = 128L << 20;
    private const int BookkeepingShare = 32;

    private readonly SortedSet<ArenaChunk> _free = new(Comparer<ArenaChunk>.Create(BySizeThenAddress));
    private readonly List<ArenaRegion> _regions = [];
    private long _wish = FirstWish;
    private long _inUse;

    public IReadOnlyList<ArenaRegion> Regions => _regions;

    /// <summary>Bytes of chunks that are given out, as the runtime's own counter has them.</summary>
    public ByteSize InUse => new(_inUse);

    /// <summary>What is resident: touched pages, and bookkeeping of one thirty-second of every region.</summary>
    public ByteSize Resident => new(_regions.Sum(region => region.TouchedBytes + region.Size.Bytes / BookkeepingShare));

    public static ByteSize RoundUp(ByteSize requested) => new(Math.Max(Alignment, checked((requested.Bytes + Alignment - 1) / Alignment * Alignment)));

    public ArenaChunk Allocate(ByteSize requested)
    {
        var size = RoundUp(requested).Bytes;
        var chunk = BestFit(size) ?? NewRegion(size);
        _free.Remove(chunk);
        if (chunk.Size >= size * 2 || chunk.Size - size >= LossThatSplits)
        {
            Split(chunk, size);
        }

        chunk.IsFree = false;
        _inUse += chunk.Size;
        _regions[chunk.Region].Touch(chunk.Start, requested.Bytes);
        return chunk;
    }

    public void Free(ArenaChunk chunk)
    {
        _inUse -= chunk.Size;
        chunk.IsFree = true;
        Absorb(chunk, chunk.After);
        if (chunk.Before is { IsFree: true } before)
        {
            _free.Remove(before);
            Absorb(before, chunk);
            chunk = before;
        }

        _free.Add(chunk);
    }

    private ArenaChunk? BestFit(long size)
    {
        var wanted = new ArenaChunk(-1, 0, size);
        return _free.Count > 0 && BySizeThenAddress(_free.Max!, wanted) > 0 ? _free.GetViewBetween(wanted, _free.Max!).Min : null;
    }

    private ArenaChunk NewRegion(long size)
    {
        var doubled = false;
        while (_wish < size)
        {
            _wish *= 2;
            doubled = true;
        }

        var chunk = new ArenaChunk(_regions.Count, 0, _wish);
        _regions.Add(new ArenaRegion(new ByteSize(_wish)));
        if (!doubled)
        {
            _wish = Math.Max(_wish, Math.Min(_wish * 2, LargestWish));
        }

        return chunk;
    }

    private void Split(ArenaChunk chunk, long size)
    {
        var rest = new ArenaChunk(chunk.Region, chunk.Start + size, chunk.Size - size) { Before = chunk, After = chunk.After };
        if (rest.After is { } next)
        {
            next.Before = rest;
        }

        chunk.After = rest;
        chunk.Size = size;
        _free.Add(rest);
    }

    private void Absorb(ArenaChunk chunk, ArenaChunk? next)
    {
        if (next is not { IsFree: true })
        {
            return;
        }

        _free.Remove(next);
        chunk.Size += next.Size;
        chunk.After = next.After;
        if (next.After is { } following)
        {
            following.Before = chunk;
        }
    }

    private static int BySizeThenAddress(ArenaChunk left, ArenaChunk right) =>
        (left.Size, left.Region, left.Start).CompareTo((right.Size, right.Region, right.Start));
}
