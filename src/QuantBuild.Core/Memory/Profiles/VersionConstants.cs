namespace QuantBuild.Memory.Profiles;

/// <summary>What differs between versions of a runtime.</summary>
internal sealed record VersionConstants
{
    /// <summary>The first version these figures are for.</summary>
    public required Version From { get; init; }

    /// <summary>The first version they are no longer for.</summary>
    public required Version Before { get; init; }

    /// <summary>Bytes kept for each byte of weights inside the model file, beyond what is computed.</summary>
    public required double InlineExtra { get; init; }

    /// <summary>The most of them that was seen.</summary>
    public required double InlineExtraHigh { get; init; }

    /// <summary>The stages of the projection were checked against this very version.</summary>
    public required bool Measured { get; init; }

    public bool Covers(Version version) => version >= From && version < Before;
}
