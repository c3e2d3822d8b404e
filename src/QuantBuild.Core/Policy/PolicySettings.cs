using QuantBuild.Diagnostics;
using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>The published thresholds.</summary>
internal sealed record PolicySettings
{
    public static readonly PolicySettings Default = new();

    /// <summary>Below it a model is small enough; the boundary itself is not below.</summary>
    public ByteSize SkipBelow { get; init; } = ByteSize.FromMegabytes(200);

    /// <summary>Above it a model must be quantized; the boundary itself is not above.</summary>
    public ByteSize RequireAbove { get; init; } = ByteSize.FromMegabytes(500);

    /// <summary>Share of a budget from which on a peak is tight.</summary>
    public double WarnAt { get; init; } = 0.9;

    /// <summary>Error or Warning.</summary>
    public Severity OnBudgetExceeded { get; init; } = Severity.Error;
}
