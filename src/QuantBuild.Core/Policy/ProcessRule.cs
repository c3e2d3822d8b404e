using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>
/// Row 2: while a process exceeds its budget, the model whose next scheme saves most must be quantized. Where nothing makes it fit,
/// no model is degraded for it.
/// </summary>
internal static class ProcessRule
{
    public static void Apply(PolicyInput input, ModelDraft[] drafts)
    {
        // A process that gives up changes what others ship, so every one is looked at until none asks for anything.
        var hopeless = new HashSet<PolicyProcess>();
        while (input.Processes.FirstOrDefault(process => !hopeless.Contains(process) && Shipped(input, drafts).Standing(process).Exceeds) is { } process)
        {
            var shipped = Shipped(input, drafts);
            var before = shipped.Standing(process);
            var mended = Mend(input, shipped, process);
            foreach (var model in shipped.ModelsOf(process))
            {
                drafts[model] = mended is null
                    ? GiveUp(drafts[model], before)
                    : Move(input, drafts[model], mended[model], shipped[model], before, mended.Standing(process));
            }

            if (mended is null)
            {
                hopeless.Add(process);
            }
        }
    }

    public static ShippedModels Shipped(PolicyInput input, ModelDraft[] drafts) =>
        Enumerable.Range(0, drafts.Length).Aggregate(new ShippedModels(input), (shipped, model) => shipped.With(model, drafts[model].Ships));

    /// <summary>The models that may be moved: those the rules decide, and critical ones only under a gate.</summary>
    public static bool MayMove(PolicyModel model) => model.Mode == ModelMode.Auto && (!model.AccuracyCritical || model.HasGate);

    private static ShippedModels? Mend(PolicyInput input, ShippedModels shipped, PolicyProcess process)
    {
        while (shipped.Standing(process) is { Exceeds: true } standing)
        {
            var best = shipped.ModelsOf(process)
                .Where(model => MayMove(input.Models[model]))
                .Select(model => Next(input, shipped, model, process))
                .OfType<ShippedModels>()
                .MinBy(trial => trial.Standing(process).Peak);
            if (best is null || best.Standing(process).Peak >= standing.Peak)
            {
                return null;
            }

            shipped = best;
        }

        return shipped;
    }

    /// <summary>With the model's next scheme that lowers this peak, breaks no other budget, and keeps to the limit of row 3.</summary>
    private static ShippedModels? Next(PolicyInput input, ShippedModels shipped, int model, PolicyProcess process) =>
        SchemeChooser.InOrder(input.Models[model])
            .Where(candidate => candidate.IsAvailable)
            .SkipWhile(candidate => shipped[model] is not null && candidate.Scheme != shipped[model]!.Scheme)
            .Where(candidate => candidate.Scheme != shipped[model]?.Scheme && KeepsLimit(input, model, candidate, shipped[model]))
            .Select(candidate => shipped.With(model, candidate))
            .FirstOrDefault(trial => trial.Standing(process).Peak < shipped.Standing(process).Peak && shipped.BrokenBy(trial, model) is null);

    private static bool KeepsLimit(PolicyInput input, int model, Candidate candidate, Candidate? current)
    {
        var limit = input.Settings.RequireAbove;
        return input.Models[model].Assessment.Facts.Size <= limit || candidate.OutputSize <= limit || candidate.OutputSize <= current?.OutputSize;
    }

    private static ModelDraft Move(PolicyInput input, ModelDraft draft, Candidate? after, Candidate? before, Standing exceeded, Standing mended)
    {
        if (after is null || after.Scheme == before?.Scheme)
        {
            return draft;
        }

        var reason = $"{exceeded.Process.Name} peaks at {Words.Compare(exceeded.Peak, ">", exceeded.Process.Budget ?? ByteSize.Zero)}; " +
            $"with {after.Scheme} it is {mended.Peak}";
        var model = new ModelCase(draft.Model, input.Settings) { OverBudget = reason };
        var row = DecisionTable.Decide(model);
        return new ModelDraft(draft.Model, row, row.Reason(model)) { Choice = new SchemeChoice(after, [.. draft.Choice.Rejected.Union(SchemeChooser.NotBuiltAfter(after, draft.Model))]) };
    }

    private static ModelDraft GiveUp(ModelDraft draft, Standing exceeded)
    {
        var stuck = $"{exceeded.Process.Name} exceeds its budget whatever is done to its models";
        return draft.Row.Number != DecisionTable.Between || draft.GivenUp
            ? draft
            : draft with { GivenUp = true, MoreReasons = [.. draft.MoreReasons, $"skipped, because {stuck}"] };
    }
}
