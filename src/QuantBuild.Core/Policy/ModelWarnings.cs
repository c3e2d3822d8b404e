using QuantBuild.Diagnostics;

namespace QuantBuild.Policy;

/// <summary>What has to be said about a decision besides its reasons.</summary>
internal static class ModelWarnings
{
    public static IEnumerable<Diagnostic> Of(PolicyInput input, ShippedModels shipped, ModelDraft draft, int index) =>
        from said in Mode(input, shipped, draft, index)
            .Concat(Critical(draft))
            .Concat(Goal(input, draft))
            .Concat(Peak(draft))
            .Concat(NotUseful(shipped, draft, index))
        select new Diagnostic(said.Descriptor, said.Message, draft.Model.Assessment.Path);

    private static IEnumerable<(DiagnosticDescriptor Descriptor, string Message)> Mode(
        PolicyInput input, ShippedModels shipped, ModelDraft draft, int index)
    {
        var model = draft.Model;
        if (model.Mode == ModelMode.Never && model.Assessment.Facts.Size > input.Settings.RequireAbove)
        {
            yield return (Descriptors.ModeOverridesRule,
                $"Mode=Never ships a model of {Words.Compare(model.Assessment.Facts.Size, ">", input.Settings.RequireAbove)}, which must be quantized otherwise");
        }

        foreach (var standing in shipped.ProcessesOf(index).Select(shipped.Standing))
        {
            if (model.Mode == ModelMode.Never && standing.Exceeds)
            {
                yield return (Descriptors.ModeOverridesRule,
                    $"Mode=Never ships the original although {standing.Process.Name} peaks at {Words.Compare(standing.Peak, ">", standing.Process.Budget!.Value)}");
            }
        }

        if (model is { Mode: ModelMode.Always, AccuracyCritical: true, HasGate: true })
        {
            yield return (Descriptors.ModeOverridesRule, "Mode=Always quantizes an AccuracyCritical model; its gate decides whether the artifact ships");
        }
    }

    private static IEnumerable<(DiagnosticDescriptor Descriptor, string Message)> Critical(ModelDraft draft)
    {
        if (draft.Model is { AccuracyCritical: true, HasGate: false } && draft.Ships is { } artifact)
        {
            yield return (Descriptors.GateMissing,
                $"AccuracyCritical, but row {draft.Row.Number} quantizes it to {artifact.Scheme} ({draft.Reason}): set MinSqnr (decibels, such as 40) as its gate, or Mode=Never");
        }
    }

    private static IEnumerable<(DiagnosticDescriptor Descriptor, string Message)> Goal(PolicyInput input, ModelDraft draft)
    {
        if (draft.Row.Goal == Policy.Goal.RequiredFile && !draft.Choice.GoalReached)
        {
            var limit = $"QuantBuildRequireAbove={Words.Limit(input.Settings.RequireAbove)}";
            yield return (Descriptors.GoalMissed, draft.Choice.Taken is { } nearest
                ? $"{nearest.Scheme} reaches {nearest.OutputSize}, still above {limit}; no available scheme makes it smaller"
                : $"no available scheme can be taken, so the original of {draft.Model.Assessment.Facts.Size}, above {limit}, ships");
        }

        var looked = SchemeChooser.InOrder(draft.Model).Where(candidate => candidate.Unavailable != Candidate.NotAvailableYet).ToList();
        if (draft.Row.Action != DecisionAction.Skip && draft.Choice.Taken is null && looked.Find(candidate => candidate.ExceedsOneFile) is { } tooLarge)
        {
            yield return (Descriptors.TooLargeForOneFile, $"{draft.Reason}, but not as {tooLarge.Scheme}: {tooLarge.Unavailable}");
        }
        else if (draft.Row.Action != DecisionAction.Skip && draft.Choice.Taken is null && looked.Count > 0 && looked.TrueForAll(candidate => !candidate.IsAvailable))
        {
            yield return (Descriptors.NothingToQuantize, $"{draft.Reason}, but nothing in it can be lowered: {looked[0].Scheme}: {looked[0].Unavailable}");
        }
    }

    private static IEnumerable<(DiagnosticDescriptor Descriptor, string Message)> Peak(ModelDraft draft)
    {
        var assessment = draft.Model.Assessment;
        var original = assessment.Original.Peak.Expected;
        if (draft.Ships?.Projection is { } artifact && artifact.Peak.Expected > original)
        {
            yield return (Descriptors.PeakRaised,
                $"{draft.Ships.Scheme} makes the file smaller ({Words.Change(assessment.Facts.Size, draft.Ships.OutputSize!.Value)}) and the projected peak larger " +
                $"({Words.Change(original, artifact.Peak.Expected)} on {artifact.Profile}); Mode=Never keeps the original");
        }
    }

    /// <summary>Asked for by name in a process over its budget, and no help there.</summary>
    private static IEnumerable<(DiagnosticDescriptor Descriptor, string Message)> NotUseful(ShippedModels shipped, ModelDraft draft, int index)
    {
        if (draft.Model.Scheme == "auto" || draft.Model.Mode == ModelMode.Never ||
            SchemeChooser.InOrder(draft.Model).FirstOrDefault(candidate => candidate.IsAvailable) is not { } candidate)
        {
            yield break;
        }

        var original = shipped.With(index, null);
        foreach (var process in shipped.ProcessesOf(index).Where(process => original.Standing(process).Exceeds))
        {
            var (before, after) = (original.Standing(process).Peak, original.With(index, candidate).Standing(process).Peak);
            if (after >= before)
            {
                yield return (Descriptors.SchemeNotUseful,
                    $"Scheme={candidate.Scheme} does not lower the peak of {process.Name}, which is over its budget: {before} → {after}");
            }
        }
    }
}
