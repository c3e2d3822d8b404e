namespace QuantBuild.Verification;

/// <summary>How good an artifact has to be.</summary>
/// <param name="MinSqnr">Lowest signal-to-quantization-noise ratio of the worst output, in decibels.</param>
internal sealed record VerificationGate(double? MinSqnr = null)
{
    public bool IsSet => MinSqnr is not null;
}
