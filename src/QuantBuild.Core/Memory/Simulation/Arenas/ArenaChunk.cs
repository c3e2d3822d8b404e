namespace QuantBuild.Memory.Simulation.Arenas;

/// <summary>A piece of a region: given out, or free.</summary>
/// <param name="region">Index of the region.</param>
/// <param name="start">Offset in the region, in bytes.</param>
/// <param name="size">Bytes it covers; at least what was asked for.</param>
internal sealed class ArenaChunk(int region, long start, long size)
{
    public int Region { get; } = region;

    public long Start { get; } = start;

    public long Size { get; set; } = size;

    public bool IsFree { get; set; } = true;

    /// <summary>Neighbours by address in the same region.</summary>
    public ArenaChunk? Before { get; set; }

    public ArenaChunk? After { get; set; }
}
