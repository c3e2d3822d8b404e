using System.Runtime.CompilerServices;
using QuantBuild.Diagnostics;
using QuantBuild.Execution.Measuring;
using QuantBuild.Policy;
using QuantBuild.Requests;

namespace QuantBuild.Steps;

/// <summary>A request and what became of reading its model.</summary>
internal sealed record AssessedModel
{
    public required ModelRequest Request { get; init; }

    /// <summary><see cref="AssessmentKey.Of"/> the files and options.</summary>
    public required string Key { get; init; }

    /// <summary>Null where the model cannot be read; <see cref="Diagnostics"/> says why.</summary>
    public ModelAssessment? Assessment { get; init; }

    /// <summary>The artifact the last build put in place.</summary>
    public ArtifactRecord? Previous { get; init; }

    /// <summary>Of the original, where it was asked for and could be made.</summary>
    public ModelMeasurement? Measured { get; init; }

    public required DiagnosticBag Diagnostics { get; init; }

    /// <summary>One of a run's models is itself only, also where another was assessed alike.</summary>
    public bool Equals(AssessedModel? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
