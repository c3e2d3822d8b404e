using QuantBuild.Memory.Simulation.Buffers;

namespace QuantBuild.Memory.Simulation;

/// <summary>A session as it was simulated: what it adds to its process, and where the bytes are.</summary>
internal sealed record SimulatedSession
{
    public required RuntimeGraph Graph { get; init; }

    public required BufferPlan Plan { get; init; }

    /// <summary>On a heap without holes that stay: the least it can be.</summary>
    public required ReplayedSession Compact { get; init; }

    /// <summary>The most while it is created.</summary>
    public required MemoryBand LoadPeak { get; init; }

    /// <summary>When it is ready.</summary>
    public required MemoryBand AfterLoad { get; init; }

    /// <summary>The most during the first run.</summary>
    public required MemoryBand FirstRun { get; init; }

    /// <summary>The most during later runs with the same shapes.</summary>
    public required MemoryBand Steady { get; init; }

    public MemoryBand Peak => MemoryBand.Max(LoadPeak, MemoryBand.Max(FirstRun, Steady));
}
