namespace QuantBuild.Policy;

/// <summary>Decides every model by its own facts; the processes come after.</summary>
internal static class RowRule
{
    public static ModelDraft[] Decide(PolicyInput input)
    {
        var drafts = new ModelDraft[input.Models.Count];
        var shipped = new ShippedModels(input);
        for (var i = 0; i < drafts.Length; i++)
        {
            drafts[i] = Draft(input, shipped, i, new ModelCase(input.Models[i], input.Settings));
            shipped = shipped.With(i, NeedsStandings(drafts[i]) ? null : drafts[i].Ships);
        }

        // Row 8 asks whether the processes fit with what ships elsewhere; models that it may still decide count as their originals.
        for (var i = 0; i < drafts.Length; i++)
        {
            if (NeedsStandings(drafts[i]))
            {
                Standing[] standings = [.. shipped.ProcessesOf(i).Select(shipped.Standing)];
                drafts[i] = Draft(input, shipped, i, new ModelCase(input.Models[i], input.Settings) { Standings = standings });
            }
        }

        return drafts;
    }

    private static bool NeedsStandings(ModelDraft draft) => draft.Row.Number >= DecisionTable.FitsItsBudgets;

    private static ModelDraft Draft(PolicyInput input, ShippedModels shipped, int index, ModelCase model)
    {
        var row = DecisionTable.Decide(model);
        var draft = new ModelDraft(model.Model, row, row.Reason(model));
        if (row.Action == DecisionAction.Skip)
        {
            return model.Model.Scheme == "auto" || model.Mode == ModelMode.Never
                ? draft
                : draft with { MoreReasons = [$"Scheme={model.Model.Scheme} does not override this; Mode=Always does"] };
        }

        var choice = SchemeChooser.Choose(input, shipped, index, row.Goal);
        return choice.Taken is not null
            ? draft with { Choice = choice }
            : draft with { Choice = choice, GivenUp = true, MoreReasons = [GaveUp(row, choice)] };
    }

    private static string GaveUp(DecisionRow row, SchemeChoice choice)
    {
        var why = Words.List(choice.Rejected.Where(scheme => scheme.Reason != Candidate.NotAvailableYet)
            .Select(scheme => $"{scheme.Scheme}: {scheme.Reason}"));
        var result = row.Goal == Goal.RequiredFile ? "the original ships" : "skipped";
        return why.Length == 0 ? $"no scheme is available, {result}" : $"no scheme helps ({why}), {result}";
    }
}
