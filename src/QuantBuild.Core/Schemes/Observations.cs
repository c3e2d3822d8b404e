namespace QuantBuild.Schemes;

/// <summary>What one run of the original, and one look at its stored tensors, showed of the range of its float32 values.</summary>
internal sealed record Observations
{
    /// <summary><c>synthetic</c> or <c>samples</c>.</summary>
    public string Inputs { get; init; } = "synthetic";

    /// <summary>Values that were looked at: stored tensors, and what the nodes of the main graph gave.</summary>
    public int Values { get; init; }

    /// <summary>Those that float16 cannot hold, in the model's order.</summary>
    public IReadOnlyList<ObservedRange> OutOfRange { get; init; } = [];

    /// <summary>What float16 costs the outputs; null where nobody asked.</summary>
    public ObservedNoise? Noise { get; init; }

    /// <summary>Why the model was not run, so that only its stored tensors are known; null where it was.</summary>
    public string? NotRun { get; init; }

    /// <summary>The reason lies in the machine, not in the model: the next build tries again.</summary>
    public bool MayRunLater { get; init; }
}
