using QuantBuild.Diagnostics;
using QuantBuild.Execution.Measuring;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Schemes;
using QuantBuild.Verification;

namespace QuantBuild.Reporting;

/// <summary>One model's part; where it could not be read, only path and diagnostics.</summary>
internal sealed record ModelReport
{
    /// <summary>Absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Relative to the project or the current folder, with <c>/</c>.</summary>
    public required string DisplayPath { get; init; }

    public ModelFacts? Facts { get; init; }

    public IReadOnlyList<string> Processes { get; init; } = [];

    /// <summary>Of the original.</summary>
    public ModelProjection? Original { get; init; }

    /// <summary>Of what ships: the original's, or the artifact's.</summary>
    public ModelProjection? Shipped { get; init; }

    /// <summary>Of the original, where it was asked for.</summary>
    public ModelMeasurement? Measured { get; init; }

    public Decision? Decision { get; init; }

    /// <summary>Every scheme, where the command asked for it.</summary>
    public ModelPlan? Plan { get; init; }

    public OutputReport? Output { get; init; }

    /// <summary>What a run of the original showed of the range of its values; null where none was needed.</summary>
    public Observations? Observations { get; init; }

    public VerificationResult? Verification { get; init; }

    /// <summary>The file the application gets: the artifact, or the untouched original; null where the model ships nothing.</summary>
    public string? ShippedPath { get; init; }

    /// <summary>Decided to be written, and not written because a process it runs in failed.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>Stored tensors, where the command asked for the table.</summary>
    public IReadOnlyList<TensorInfo> Tensors { get; init; } = [];

    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}
