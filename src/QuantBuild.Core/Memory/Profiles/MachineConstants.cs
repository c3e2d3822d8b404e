namespace QuantBuild.Memory.Profiles;

/// <summary>The machine a projection is for.</summary>
internal sealed record MachineConstants
{
    /// <summary>Channels in a block of the blocked layout.</summary>
    public required int ChannelBlock { get; init; }

    /// <summary>Intra-op threads where the session leaves them to the runtime.</summary>
    public required int Threads { get; init; }
}
