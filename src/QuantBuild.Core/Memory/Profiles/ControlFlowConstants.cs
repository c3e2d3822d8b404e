namespace QuantBuild.Memory.Profiles;

/// <summary>How a model with bodies is rated, which are not simulated.</summary>
internal sealed record ControlFlowConstants
{
    /// <summary>For each node, those of bodies included.</summary>
    public required double NodeMegabytes { get; init; }

    /// <summary>For a run.</summary>
    public required double RunMegabytes { get; init; }

    /// <summary>How much higher it may be.</summary>
    public required double HighFactor { get; init; }

    public static ControlFlowConstants Read(ProfileObject members) => new()
    {
        NodeMegabytes = members.Number("nodeMegabytes"),
        RunMegabytes = members.Number("runMegabytes"),
        HighFactor = members.Number("highFactor"),
    };
}
