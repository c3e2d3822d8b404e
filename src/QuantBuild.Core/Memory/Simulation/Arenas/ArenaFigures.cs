using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Arenas;

/// <summary>An arena at one moment.</summary>
/// <param name="Regions">Sizes of its regions, in order of their making.</param>
/// <param name="Touched">Bytes of pages that were written to.</param>
/// <param name="Resident">Those, and its bookkeeping.</param>
internal sealed record ArenaFigures(IReadOnlyList<ByteSize> Regions, ByteSize Touched, ByteSize Resident)
{
    public ArenaFigures(Arena arena)
        : this([.. arena.Regions.Select(region => region.Size)], new ByteSize(arena.Regions.Sum(region => region.TouchedBytes)), arena.Resident)
    {
    }
}
