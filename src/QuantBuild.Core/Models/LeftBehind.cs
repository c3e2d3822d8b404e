namespace QuantBuild.Models;

/// <summary>What a stage of work on a large structure leaves behind: given back before the next stage makes as much again.</summary>
/// <remarks>By itself, that is done when the process has grown by both.</remarks>
internal static class LeftBehind
{
    private const long LargeHeap = 64 * 1024 * 1024;
    private const long WorthIt = 16 * 1024 * 1024;
    private const int ManyNodes = 20_000;

    // The heap after the last collection: small models beside a large one do not pay for what that keeps.
    private static long _kept;

    public static void Collect()
    {
        var heap = GC.GetTotalMemory(forceFullCollection: false);
        var kept = Math.Min(heap, Volatile.Read(ref _kept));
        Volatile.Write(ref _kept, kept);
        if (heap > LargeHeap && heap - kept > WorthIt)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Volatile.Write(ref _kept, GC.GetTotalMemory(forceFullCollection: false));
        }
    }

    /// <summary>After what earlier collections had to keep was let go of.</summary>
    public static void CollectAll()
    {
        Volatile.Write(ref _kept, 0);
        Collect();
    }

    /// <summary>Within a stage, which ends too often to look at the heap each time.</summary>
    /// <param name="nodes">What it works on.</param>
    public static void Collect(int nodes)
    {
        if (nodes >= ManyNodes)
        {
            Collect();
        }
    }
}
