using QuantBuild.Diagnostics;
using QuantBuild.Policy;
using QuantBuild.Requests;

namespace QuantBuild.Steps;

/// <summary>Assesses every model of a run; one that did not change since the last build is not read again.</summary>
internal static class AssessmentStep
{
    public static IReadOnlyList<AssessedModel> Run(RunRequest run, RunResources resources)
    {
        var store = run.StateFolder is null ? null : new ModelStateStore(run.StateFolder);
        var named = run.Models.Zip(ModelNames.Of(run.Models), (request, name) => (Request: request, Name: name)).ToList();
        var models = resources.Each("reading", named, model => model.Request, model => Assess(model.Request, model.Name, store));
        return run.Measure || run.Load ? MeasureStep.InPlaceOfProjection(run, models) : models;
    }

    /// <summary>What the rules decide about: every model that could be read, in item order.</summary>
    public static PolicyInput PolicyInput(RunRequest run, IReadOnlyList<AssessedModel> models) => new()
    {
        Settings = run.Settings,
        ProjectFile = run.ProjectFile,
        Components = run.Components,
        Processes = Processes(run, models),
        Models = [.. models.Where(model => model.Assessment is not null).Select(model => PolicyModel(model.Request, model.Assessment!))],
    };

    private static AssessedModel Assess(ModelRequest request, string name, ModelStateStore? store)
    {
        var diagnostics = new DiagnosticBag(request.Path);
        var state = store?.Load(request);
        if (state is not null && state.Key == AssessmentKey.Of(request, name, state.Assessment.Facts.ExternalFiles))
        {
            return new AssessedModel
            {
                Request = request, Key = state.Key, Assessment = state.Assessment, Previous = state.Artifact, Diagnostics = diagnostics,
            };
        }

        var assessment = Assessor.Assess(request, name, diagnostics);
        return new AssessedModel
        {
            Request = request,
            Key = AssessmentKey.Of(request, name, assessment?.Facts.ExternalFiles ?? []),
            Assessment = assessment,
            Previous = state?.Artifact,
            Diagnostics = diagnostics,
        };
    }

    // A process that only unreadable models name has nothing to project.
    private static PolicyProcess[] Processes(RunRequest run, IReadOnlyList<AssessedModel> models) =>
    [
        .. run.Processes,
        .. models.Where(model => model.Assessment is not null).SelectMany(model => model.Request.Processes)
            .Where(name => !run.Processes.Any(process => process.Name == name))
            .Distinct()
            .Select(name => new PolicyProcess(name, null)),
    ];

    private static PolicyModel PolicyModel(ModelRequest request, ModelAssessment assessment) => new(assessment)
    {
        Mode = request.Mode,
        Scheme = request.Scheme,
        Device = request.Device,
        AccuracyCritical = request.AccuracyCritical,
        HasGate = request.Gate.IsSet,
        Processes = request.Processes,
        Resident = request.Resident,
        Sessions = request.Sessions,
        Setting = request.Setting,
        KeepsResident = request.KeepsResident,
        FixedHeap = request.RuntimeOptions.Session.FixedHeap,
    };
}
