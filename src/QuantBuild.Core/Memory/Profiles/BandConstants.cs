namespace QuantBuild.Memory.Profiles;

/// <summary>How wide a projection's band is at least.</summary>
internal sealed record BandConstants
{
    public required double Share { get; init; }

    public required double Megabytes { get; init; }

    /// <summary>The share where the stages were checked against another version of the runtime.</summary>
    public required double OtherVersionShare { get; init; }
}
