namespace QuantBuild.Models;

/// <summary>What a stage of work on a large structure leaves behind: given back before the next stage makes as much again.</summary>
/// <remarks>By itself, that is done when the process has grown by both.</remarks>
internal static class LeftBehind
{
    private const long LargeHeap = 64 * 1024 * 1024;
    private const int ManyNodes = 20_000;

    public static void Collect()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > LargeHeap)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
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
