using QuantBuild.Diagnostics;

namespace QuantBuild.Policy;

/// <summary>Decisions in item order, verdicts in process order, and what has to be said about single models.</summary>
internal sealed record PolicyOutcome
{
    public required IReadOnlyList<Decision> Decisions { get; init; }

    public required IReadOnlyList<ProcessVerdict> Verdicts { get; init; }

    /// <summary>Switches of the application, in the order they are declared.</summary>
    public IReadOnlyList<RecommendedSetting> Settings { get; init; } = [];

    /// <summary>About models, on the model's file.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>About thresholds and components, on the project file.</summary>
    public IReadOnlyList<Diagnostic> OptionDiagnostics { get; init; } = [];

    /// <summary>An option is wrong in itself, not only over a budget: nothing is written at all.</summary>
    public bool Failed => Diagnostics.Concat(OptionDiagnostics).Any(diagnostic => diagnostic.Severity == Severity.Error && diagnostic.Code != Descriptors.OpenShapes.Id);

    /// <summary>The model cannot be held against the budgets of its processes, which then ship nothing.</summary>
    public bool CannotJudge(string model) =>
        Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error && diagnostic.Code == Descriptors.OpenShapes.Id && diagnostic.File == model);
}
