namespace QuantBuild.Memory.Profiles;

/// <summary>A process before its first session.</summary>
internal sealed record BaseConstants
{
    /// <summary>An empty .NET program.</summary>
    public required double HostMegabytes { get; init; }

    /// <summary>The runtime's library and environment.</summary>
    public required double RuntimeMegabytes { get; init; }
}
