using QuantBuild.Memory;

namespace QuantBuild.Policy;

/// <summary>Everything a decision depends on.</summary>
internal sealed record PolicyInput
{
    public PolicySettings Settings { get; init; } = PolicySettings.Default;

    /// <summary>In item order.</summary>
    public required IReadOnlyList<PolicyModel> Models { get; init; }

    /// <summary>Every process that is declared or named by a model, in order of first mention.</summary>
    public required IReadOnlyList<PolicyProcess> Processes { get; init; }

    public IReadOnlyList<MemoryComponent> Components { get; init; } = [];

    /// <summary>File that diagnostics about processes and options are reported on: the project file, or the first model's folder at a prompt.</summary>
    public required string ProjectFile { get; init; }
}
