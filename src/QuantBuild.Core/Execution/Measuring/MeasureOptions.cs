using QuantBuild.Models;

namespace QuantBuild.Execution.Measuring;

/// <summary>What to measure, and how often.</summary>
/// <param name="Path">Absolute path of the model.</param>
internal sealed record MeasureOptions(string Path)
{
    public const int DefaultRepeats = 3;

    /// <summary>The second shows what the memory pattern takes, the third that it stays so.</summary>
    public const int DefaultRuns = 3;

    public SessionSettings Session { get; init; } = SessionSettings.Default;

    public InputShapes Shapes { get; init; } = InputShapes.None;

    /// <summary>File or folder of inputs, taken in turn, one a run; null makes them up.</summary>
    public string? Samples { get; init; }

    /// <summary>Children, one after the other; at least 1.</summary>
    public int Repeats { get; init; } = DefaultRepeats;

    /// <summary>Runs in each child; 0 only loads the model.</summary>
    public int Runs { get; init; } = DefaultRuns;

    /// <summary>What a child may use before it is ended; null takes what the machine has at hand.</summary>
    public ExecutionLimits? Limits { get; init; }
}
