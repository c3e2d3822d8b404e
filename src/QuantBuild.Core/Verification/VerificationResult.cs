namespace QuantBuild.Verification;

/// <summary>Original against artifact, on equal inputs.</summary>
internal sealed record VerificationResult
{
    public required VerificationStatus Status { get; init; }

    /// <summary>All outputs equal bit for bit; there is no <see cref="SqnrDb"/> then.</summary>
    public bool Identical { get; init; }

    /// <summary>Signal-to-quantization-noise ratio of the worst floating-point output, in decibels.</summary>
    public double? SqnrDb { get; init; }

    public double? Cosine { get; init; }

    public double? MaxAbsError { get; init; }

    /// <summary><c>synthetic</c> or <c>samples</c>.</summary>
    public string Inputs { get; init; } = "synthetic";

    /// <summary>In words: why it failed or was not run, or which dimensions were set to 1.</summary>
    public string? Reason { get; init; }
}
