using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Requests;
using QuantBuild.Schemes;

namespace QuantBuild.Steps;

/// <summary>Decides; where a decision depends on numbers from a run that nobody made yet, makes them and decides again.</summary>
internal static class DecisionStep
{
    public static (IReadOnlyList<AssessedModel> Models, PolicyOutcome Outcome) Run(RunRequest run, IReadOnlyList<AssessedModel> models, RunResources resources)
    {
        var observer = new Observer(resources.Client);
        while (true)
        {
            var outcome = PolicyEngine.Decide(AssessmentStep.PolicyInput(run, models));
            var unseen = models.Where(model => model.Assessment is not null).Zip(outcome.Decisions)
                .Where(pair => NeedsLook(run, pair.First, pair.Second)).Select(pair => pair.First).ToHashSet();
            var unheard = models.Where(model => model.Assessment is not null).Zip(outcome.Decisions)
                .Where(pair => NeedsTrials(run, pair.First, pair.Second)).Select(pair => pair.First).ToHashSet();
            var unweighed = models.Where(model => NeedsChanges(model, outcome)).ToHashSet();
            if (unseen.Count == 0 && unheard.Count == 0 && unweighed.Count == 0)
            {
                return (models, outcome);
            }

            var looked = Changed("running", unseen, model => Look(run, model, observer, resources.AvailableToChildren));
            var heard = Changed("trying", unheard, model => Listen(run, model, resources));
            var weighed = Changed("weighing", unweighed.Except(unseen).Except(unheard), Weigh);
            models = [.. models.Select(model => looked.GetValueOrDefault(model) ?? heard.GetValueOrDefault(model) ?? weighed.GetValueOrDefault(model) ?? model)];
        }

        Dictionary<AssessedModel, AssessedModel> Changed(string step, IEnumerable<AssessedModel> some, Func<AssessedModel, AssessedModel> change)
        {
            AssessedModel[] before = [.. some];
            return before.Zip(resources.Each(step, before, model => model.Request, change)).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }

    /// <summary>Only what is to be converted; the check of <c>auto</c> is part of verification, and switched off with it.</summary>
    private static bool NeedsLook(RunRequest run, AssessedModel model, Decision decision) =>
        model.Assessment!.Observations is null && decision is { Scheme: { } scheme, Action: not DecisionAction.Skip } &&
        (QuantizationSchemes.Find(scheme)!.NeedsObservations || (run.Verify && scheme == QuantizationSchemes.Fp16 && model.Request.Scheme == QuantizationSchemes.Auto));

    /// <summary>Of a model that runs, where verification is wanted at all.</summary>
    private static bool NeedsTrials(RunRequest run, AssessedModel model, Decision decision) =>
        run.Verify && decision is { Scheme: QuantizationSchemes.Mixed, Action: not DecisionAction.Skip } && model.Assessment!.Observations is { NotRun: null, Noise: null };

    /// <summary>A budget is missed, or may be: the settings that could help are worth a projection each.</summary>
    private static bool NeedsChanges(AssessedModel model, PolicyOutcome outcome) => model.Assessment is { Changes: null } &&
        outcome.Verdicts.Any(verdict => verdict.Projection.Peak.High > verdict.Budget && model.Request.Processes.Contains(verdict.Name));

    private static AssessedModel Weigh(AssessedModel model) => model with { Assessment = model.Assessment! with { Changes = Assessor.Changes(model.Request) } };

    private static AssessedModel Look(RunRequest run, AssessedModel model, Observer observer, ByteSize memoryAtHand)
    {
        var seen = observer.Observe(model.Request, model.Assessment!.Facts.Size, memoryAtHand, run.Cancellation);
        return Again(model, seen);
    }

    private static AssessedModel Listen(RunRequest run, AssessedModel model, RunResources resources) =>
        Again(model, NoiseObserver.Observe(run, resources, model.Request, model.Assessment!.Observations!));

    private static AssessedModel Again(AssessedModel model, Observations seen) => model with
    {
        Assessment = Assessor.Assess(model.Request, model.Assessment!.Name, model.Diagnostics, seen) is { } assessment ? assessment with { Changes = model.Assessment.Changes } : null,
    };
}
