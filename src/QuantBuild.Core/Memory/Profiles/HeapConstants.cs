namespace QuantBuild.Memory.Profiles;

/// <summary>How the default heap is rated beside what is replayed: without holes, likely ones, and all of them.</summary>
internal sealed record HeapConstants
{
    /// <summary>Of the difference between all holes and none, the share that was not exceeded.</summary>
    public required double HighShare { get; init; }

    /// <summary>Of the bytes of halves that became float32: at most on top.</summary>
    public required double WidenedHigh { get; init; }

    /// <summary>Share of holes where every buffer is a block of the heap.</summary>
    public required double HolesWithoutArena { get; init; }
}
