namespace QuantBuild.Memory.Profiles;

/// <summary>How the default heap is rated between the two replays: without holes, and with all of them.</summary>
internal sealed record HeapConstants
{
    /// <summary>Share of the difference that is expected.</summary>
    public required double ExpectedShare { get; init; }

    /// <summary>Share that was not exceeded.</summary>
    public required double HighShare { get; init; }

    /// <summary>Of the bytes of halves that became float32: expected on top.</summary>
    public required double WidenedExpected { get; init; }

    public required double WidenedHigh { get; init; }

    /// <summary>Share of holes where every buffer is a block of the heap.</summary>
    public required double HolesWithoutArena { get; init; }
}
