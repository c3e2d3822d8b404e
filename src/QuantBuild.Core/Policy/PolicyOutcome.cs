using QuantBuild.Diagnostics;

namespace QuantBuild.Policy;

/// <summary>Decisions in item order, verdicts in process order, and what has to be said about single models.</summary>
internal sealed record PolicyOutcome
{
    public required IReadOnlyList<Decision> Decisions { get; init; }

    public required IReadOnlyList<ProcessVerdict> Verdicts { get; init; }

    /// <summary>About models, on the model's file.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
