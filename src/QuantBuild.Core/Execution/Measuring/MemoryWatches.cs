namespace QuantBuild.Execution.Measuring;

/// <summary>The best watch this system has.</summary>
internal static class MemoryWatches
{
    public static IMemoryWatch Open() => ResettableMemoryWatch.TryOpen() ?? (IMemoryWatch)new CumulativeMemoryWatch();
}
