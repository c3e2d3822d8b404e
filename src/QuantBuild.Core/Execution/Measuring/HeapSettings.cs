namespace QuantBuild.Execution.Measuring;

/// <summary>The environment that makes glibc's heap what the session says; other systems ignore it.</summary>
internal static class HeapSettings
{
    /// <summary>Blocks from this size on are mappings of their own and go back at once; said explicitly, the threshold no longer moves. See mallopt(3).</summary>
    public const string ThresholdVariable = "MALLOC_MMAP_THRESHOLD_";

    public const string FixedThreshold = "131072";

    private static readonly string[] Others = ["MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_", "MALLOC_ARENA_MAX", "MALLOC_ARENA_TEST", "MALLOC_MMAP_MAX_", "GLIBC_TUNABLES"];

    /// <summary>Variables of the child; an empty value takes away what it would inherit, so that the heap is the declared one.</summary>
    public static IReadOnlyDictionary<string, string> Of(SessionSettings session)
    {
        var variables = Others.ToDictionary(name => name, _ => "", StringComparer.Ordinal);
        variables[ThresholdVariable] = session.FixedHeap ? FixedThreshold : "";
        return variables;
    }
}
