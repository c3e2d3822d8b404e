using QuantBuild.Diagnostics;
using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>The gate's word on one process, on plans.</summary>
internal sealed record ProcessVerdict
{
    public required string Name { get; init; }

    public ByteSize? Budget { get; init; }

    /// <summary>With every decided artifact in place.</summary>
    public required ProcessProjection Projection { get; init; }

    /// <summary>Budget − expected peak; negative where it exceeds; null without a budget.</summary>
    public ByteSize? Buffer => Budget - Projection.Peak.Expected;

    public required Verdict Verdict { get; init; }

    public IReadOnlyList<OptionalFeature> Optional { get; init; } = [];

    /// <summary>Only with the fixed heap is the budget certain.</summary>
    public bool FixedHeapDecides { get; init; }

    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Error severity: none of its models is written.</summary>
    public bool Failed => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}
