using QuantBuild.Execution;

namespace QuantBuild.Memory.Simulation;

/// <summary>The session that is simulated, and the machine it runs on.</summary>
internal sealed record SimulationOptions
{
    public static readonly SimulationOptions Default = new();

    public SessionSettings Session { get; init; } = SessionSettings.Default;

    /// <summary>Intra-op threads where the session leaves them to the runtime.</summary>
    public int Cores { get; init; } = 2;

    /// <summary>Channels in a block of the blocked layout: 16 with AVX-512, 8 with AVX2, 0 where there is none.</summary>
    public int ChannelBlock { get; init; } = 16;
}
