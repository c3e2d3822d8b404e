using QuantBuild.Diagnostics;

namespace QuantBuild.Policy;

/// <summary>Decides: rows for each model, then the process rule, then the gate.</summary>
internal static class PolicyEngine
{
    public static PolicyOutcome Decide(PolicyInput input)
    {
        var drafts = RowRule.Decide(input);
        ProcessRule.Apply(input, drafts);
        var shipped = ProcessRule.Shipped(input, drafts);
        ProcessVerdict[] verdicts = [.. input.Processes.Select(process => BudgetGate.Judge(input, shipped, process))];
        return new PolicyOutcome
        {
            Decisions = [.. drafts.Select((draft, index) => WithPeaks(draft, shipped, index).ToDecision())],
            Verdicts = verdicts,
            Settings = RecommendedSettings.Of(input, verdicts),
            Diagnostics =
            [
                .. drafts.SelectMany((draft, index) => ModelWarnings.Of(input, shipped, draft, index)),
                .. drafts.SelectMany((draft, index) => OpenShapes.Of(input, shipped, draft, index)),
            ],
            OptionDiagnostics = [.. Thresholds(input), .. ComponentCheck.Of(input)],
        };
    }

    /// <summary>A process that stays over its budget: why each scheme of its models was no help, with both numbers.</summary>
    private static ModelDraft WithPeaks(ModelDraft draft, ShippedModels shipped, int index)
    {
        if (draft.Ships is not null || !ProcessRule.MayMove(draft.Model))
        {
            return draft;
        }

        var exceeded = shipped.ProcessesOf(index).Select(shipped.Standing).Where(standing => standing.Exceeds).ToList();
        var tried = from standing in exceeded
                    from candidate in SchemeChooser.InOrder(draft.Model)
                    where !draft.Choice.Rejected.Any(rejected => rejected.Scheme == candidate.Scheme)
                    select new RejectedScheme(candidate.Scheme, candidate.IsAvailable
                        ? $"{standing.Process.Name} would peak at {shipped.With(index, candidate).Standing(standing.Process).Peak} instead of {standing.Peak}, budget {Words.Limit(standing.Process.Budget!.Value)}"
                        : candidate.Unavailable!);
        return draft with { Choice = draft.Choice with { Rejected = [.. draft.Choice.Rejected, .. tried] } };
    }

    private static IEnumerable<Diagnostic> Thresholds(PolicyInput input)
    {
        if (input.Settings.SkipBelow > input.Settings.RequireAbove)
        {
            yield return new Diagnostic(Descriptors.IllegalValue,
                $"QuantBuildSkipBelow={Words.Limit(input.Settings.SkipBelow)} is above QuantBuildRequireAbove={Words.Limit(input.Settings.RequireAbove)}; legal: at most that",
                input.ProjectFile);
        }
    }
}
