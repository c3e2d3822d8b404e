namespace QuantBuild.Memory.Simulation.Heaps;

/// <summary>One allocation of the process's heap.</summary>
/// <param name="Start">Offset in the heap; meaningless for a mapping of its own.</param>
/// <param name="Size">Bytes it takes, rounded.</param>
/// <param name="IsMapping">It is a mapping of its own, which goes back to the system when freed.</param>
internal sealed record HeapBlock(long Start, long Size, bool IsMapping);
