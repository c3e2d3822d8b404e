namespace QuantBuild.Memory;

/// <summary>What one model adds to a process, by a runtime profile; the base of the process is not in it.</summary>
internal sealed record ModelProjection
{
    /// <summary><c>by-size</c>, <c>onnxruntime-cpu</c>.</summary>
    public required string Profile { get; init; }

    public string? RuntimeVersion { get; init; }

    /// <summary>The program around the runtime; null where the profile says nothing of it.</summary>
    public BaseMemory? Host { get; init; }

    /// <summary>The runtime before its first session; null where the profile says nothing of it.</summary>
    public BaseMemory? Runtime { get; init; }

    /// <summary>A session that is ready, with its weights.</summary>
    public required MemoryBand Weights { get; init; }

    /// <summary>In words: <c>file size</c>, <c>520.0 MB of MatMul weights × 1.24</c>.</summary>
    public required string WeightsWhy { get; init; }

    /// <summary>What running adds, in the run that needs most; zero where the profile does not compute it.</summary>
    public MemoryBand Activations { get; init; }

    /// <summary>What the first run alone adds; null where the profile does not tell it apart.</summary>
    public MemoryBand? FirstRunActivations { get; init; }

    /// <summary>Activations over the steps of a run; null where they are not computed.</summary>
    public MemoryCurve? Curve { get; init; }

    /// <summary>Why the figure may be further off than its band, a clause each.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>The value for <c>Shapes</c> that a person has to complete; null where every extent is known.</summary>
    public string? MissingShapes { get; init; }

    public string ActivationsWhy { get; init; } = "not computed by this profile";

    /// <summary>What loading needs above the resident weights, for a moment.</summary>
    public MemoryBand LoadTransient { get; init; }

    /// <summary>The true figure may be higher; a verdict is then <c>exceeds</c> or <c>unknown</c>.</summary>
    public bool LowerBound { get; init; }

    /// <summary>What is missing from a lower bound.</summary>
    public string? LowerBoundReason { get; init; }

    /// <summary>Of the session and its loading: computed, or measured in its place.</summary>
    public ItemSource Source { get; init; } = ItemSource.Computed;

    /// <summary>Of what running adds.</summary>
    public ItemSource ActivationsSource { get; init; } = ItemSource.Computed;

    public MemoryBand LoadPeak => Weights + LoadTransient;

    public MemoryBand? FirstRunPeak => FirstRunActivations is { } first ? Weights + first : null;

    public MemoryBand RunPeak => Weights + Activations;

    public MemoryBand Peak => MemoryBand.Max(LoadPeak, RunPeak);
}
