using QuantBuild.Execution.Measuring;
using QuantBuild.Execution.Samples;

namespace QuantBuild.Execution;

/// <summary>Loads a model and runs it, and measures the memory of each phase.</summary>
/// <param name="Model">Absolute path.</param>
internal sealed record MeasureRequest(string Model)
{
    public SessionSettings Session { get; init; } = SessionSettings.Default;

    /// <summary>Found by the parent: reading the model's structure in the child would be measured with it.</summary>
    public IReadOnlyList<MeasuredInput> Inputs { get; init; } = [];

    /// <summary>Taken in turn, one a run; without any the inputs are made up.</summary>
    public IReadOnlyList<InputSample> Samples { get; init; } = [];

    /// <summary>0: loads it only, and needs no inputs.</summary>
    public int Runs { get; init; }

    /// <summary>Same seed, same inputs.</summary>
    public long Seed { get; init; } = 1;
}
