using QuantBuild.Memory.Simulation.Arenas;
using QuantBuild.Memory.Simulation.Buffers;
using QuantBuild.Memory.Simulation.Loading;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation;

/// <summary>What a replay saw.</summary>
internal sealed record ReplayedSession
{
    public required SessionFigures Figures { get; init; }

    public required LoadFigures Load { get; init; }

    public required RunTrace First { get; init; }

    public required RunTrace Later { get; init; }

    public required ByteSize PatternBlock { get; init; }

    public required ArenaFigures AfterFirst { get; init; }

    public required ArenaFigures AfterLater { get; init; }
}
