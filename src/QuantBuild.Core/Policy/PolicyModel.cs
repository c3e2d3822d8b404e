namespace QuantBuild.Policy;

/// <summary>One model and what a person said about it.</summary>
internal sealed record PolicyModel(ModelAssessment Assessment)
{
    public ModelMode Mode { get; init; } = ModelMode.Auto;

    /// <summary><c>auto</c> or a scheme's name.</summary>
    public string Scheme { get; init; } = "auto";

    public Device Device { get; init; } = Device.Server;

    public bool AccuracyCritical { get; init; }

    /// <summary><c>MinSqnr</c>, <c>MinTop1Agreement</c> or <c>MaxAccuracyLoss</c> is set.</summary>
    public bool HasGate { get; init; }

    public IReadOnlyList<string> Processes { get; init; } = ["default"];

    public bool Resident { get; init; } = true;

    public int Sessions { get; init; } = 1;

    /// <summary>Name of the switch that loads it when the process starts.</summary>
    public string? Setting { get; init; }

    /// <summary>A person asked for that in so many words; loading on first use never raises the peak.</summary>
    public bool KeepsResident { get; init; }

    /// <summary>It was projected for a process with the fixed heap.</summary>
    public bool FixedHeap { get; init; }
}
