namespace QuantBuild.Memory;

/// <summary>What one model adds to a process, by a runtime profile; the base of the process is not in it.</summary>
internal sealed record ModelProjection
{
    /// <summary><c>by-size</c>, <c>onnxruntime-cpu</c>.</summary>
    public required string Profile { get; init; }

    public string? RuntimeVersion { get; init; }

    /// <summary>Resident weights of one session.</summary>
    public required MemoryBand Weights { get; init; }

    /// <summary>In words: <c>file size</c>, <c>520.0 MB of MatMul weights × 1.24</c>.</summary>
    public required string WeightsWhy { get; init; }

    /// <summary>What running adds; zero where the profile does not compute it.</summary>
    public MemoryBand Activations { get; init; }

    public string ActivationsWhy { get; init; } = "not computed by this profile";

    /// <summary>What loading needs above the resident weights, for a moment.</summary>
    public MemoryBand LoadTransient { get; init; }

    /// <summary>The true figure may be higher; a verdict is then <c>exceeds</c> or <c>unknown</c>.</summary>
    public bool LowerBound { get; init; }

    /// <summary>What is missing from a lower bound.</summary>
    public string? LowerBoundReason { get; init; }

    /// <summary>Computed, or measured in its place.</summary>
    public ItemSource Source { get; init; } = ItemSource.Computed;

    public MemoryBand LoadPeak => Weights + LoadTransient;

    public MemoryBand RunPeak => Weights + Activations;

    public MemoryBand Peak => MemoryBand.Max(LoadPeak, RunPeak);
}
