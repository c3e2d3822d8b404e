namespace QuantBuild.Memory;

/// <summary>A process's memory, itemised.</summary>
internal sealed record ProcessProjection
{
    public required string Name { get; init; }

    /// <summary>In the order of a stack: host, runtime, weights, activations, then declared components that replace nothing.</summary>
    public required IReadOnlyList<MemoryItem> Items { get; init; }

    /// <summary>The largest load transient of a resident model; counts where it is larger than all peak items together, and is none of <see cref="Items"/>.</summary>
    public MemoryItem? LargestLoad { get; init; }

    /// <summary>Between requests.</summary>
    public required MemoryBand Idle { get; init; }

    /// <summary>Idle + the larger of all peak items and the largest single load transient.</summary>
    public required MemoryBand Peak { get; init; }

    /// <summary>Why the figures may be further off than their bands, a clause each.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    public bool LowerBound { get; init; }

    /// <summary>What is missing from a lower bound, a sentence a model.</summary>
    public IReadOnlyList<string> LowerBoundReasons { get; init; } = [];
}
