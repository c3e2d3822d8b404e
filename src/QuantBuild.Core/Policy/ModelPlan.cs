using QuantBuild.Memory;

namespace QuantBuild.Policy;

/// <summary>What each scheme and each other way to open a model would come to.</summary>
/// <param name="Candidates">One for every scheme name the surface knows.</param>
/// <param name="Changes">Of the original, without another scheme.</param>
internal sealed record ModelPlan(IReadOnlyList<Candidate> Candidates, IReadOnlyList<SessionChange> Changes)
{
    /// <summary>What quantizing the model would do for each of its processes.</summary>
    public IReadOnlyList<string> WhatIf { get; init; } = [];
}
