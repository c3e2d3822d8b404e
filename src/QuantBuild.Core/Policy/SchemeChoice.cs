namespace QuantBuild.Policy;

/// <summary>Which scheme reaches a goal.</summary>
/// <param name="Taken">The one that is taken; null where none is.</param>
/// <param name="Rejected">The others that were looked at, with the reason.</param>
/// <param name="GoalReached">What is taken reaches the goal; false: it is only the nearest.</param>
internal sealed record SchemeChoice(Candidate? Taken, IReadOnlyList<RejectedScheme> Rejected, bool GoalReached = true)
{
    public static readonly SchemeChoice None = new(null, []);
}
