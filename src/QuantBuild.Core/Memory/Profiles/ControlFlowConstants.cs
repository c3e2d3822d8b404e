namespace QuantBuild.Memory.Profiles;

/// <summary>How a model with bodies is rated: by its nodes where sizes in it follow from the data, and how far it may be off in any case.</summary>
internal sealed record ControlFlowConstants
{
    /// <summary>For each node, those of bodies included.</summary>
    public required double NodeMegabytes { get; init; }

    /// <summary>For a run.</summary>
    public required double RunMegabytes { get; init; }

    /// <summary>How much higher it may be.</summary>
    public required double HighFactor { get; init; }
}
