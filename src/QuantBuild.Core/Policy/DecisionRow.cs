namespace QuantBuild.Policy;

/// <summary>One row of the table: the first whose condition holds decides.</summary>
/// <param name="Number">Its number, 1 to 9.</param>
/// <param name="Name">A few words.</param>
/// <param name="When">Its condition.</param>
/// <param name="Action">What it decides.</param>
/// <param name="Goal">What the artifact is for.</param>
/// <param name="Reason">Why, in words with the numbers in them.</param>
internal sealed record DecisionRow(
    int Number, string Name, Func<ModelCase, bool> When, DecisionAction Action, Goal Goal, Func<ModelCase, string> Reason);
