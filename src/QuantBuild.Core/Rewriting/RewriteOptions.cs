using QuantBuild.Models;

namespace QuantBuild.Rewriting;

/// <summary>What a rewrite may use.</summary>
/// <param name="Memory">Bound on its buffers; at least <see cref="MinimumMemory"/>.</param>
/// <param name="Threads">Workers; 0 takes the machine's cores, at most 2.</param>
internal sealed record RewriteOptions(ByteSize Memory, int Threads)
{
    public static readonly RewriteOptions Default = new(ByteSize.FromMegabytes(16), 0);

    /// <summary>Two buffers of the smallest size for one worker.</summary>
    public static readonly ByteSize MinimumMemory = new(2 * SmallestBuffer);

    private const int SmallestBuffer = 64 * 1024;

    // Reads and writes gain nothing above this, and two such buffers stay in a core's own cache with room for what the kernel copies.
    private const int LargestBuffer = 256 * 1024;

    /// <summary>Cores that the rewrite shares with others, each of its workers but the first taking one; null takes all of its workers at once.</summary>
    public SpareCores? Spare { get; init; }

    /// <summary>Workers that get their buffers within <see cref="Memory"/>.</summary>
    public int Workers => (int)Math.Min(
        Threads > 0 ? Threads : Math.Min(2, Environment.ProcessorCount),
        Math.Max(1, Memory.Bytes / MinimumMemory.Bytes));

    /// <summary>Bytes of each of a worker's two buffers, a multiple of the smallest.</summary>
    public int BufferSize => (int)Math.Clamp(
        Memory.Bytes / Workers / 2 / SmallestBuffer * SmallestBuffer, SmallestBuffer, LargestBuffer);
}
