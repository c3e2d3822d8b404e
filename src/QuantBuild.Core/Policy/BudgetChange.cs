using QuantBuild.Memory;

namespace QuantBuild.Policy;

/// <summary>One thing changed in a process, and its memory then.</summary>
/// <param name="Words">As a message says it: <c>with classifier as fp16</c>.</param>
/// <param name="Rank">What it costs: the lower, the cheaper.</param>
/// <param name="Projection">With it.</param>
internal sealed record BudgetChange(string Words, int Rank, ProcessProjection Projection)
{
    /// <summary>A setting: no model changes.</summary>
    public bool IsSetting { get; init; }

    /// <summary>The setting is one of the whole process, about its heap.</summary>
    public bool IsHeap { get; init; }
}
