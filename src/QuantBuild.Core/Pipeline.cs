using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Inspection;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.Steps;

namespace QuantBuild;

/// <summary>The whole flow: read, inspect, plan, project, decide, write, verify, report.</summary>
internal static class Pipeline
{
    public static Report Run(RunRequest run) => Run(run, everyScheme: false);

    /// <summary>The same decision, with every scheme planned beside it.</summary>
    public static Report Plan(RunRequest run) => Run(run, everyScheme: true);

    private static Report Run(RunRequest run, bool everyScheme)
    {
        using var resources = new RunResources(run);
        var (models, outcome) = DecisionStep.Run(run, AssessmentStep.Run(run, resources), resources);
        var failed = FailedProcesses(models, outcome);
        var decidedAbout = everyScheme ? AssessmentStep.PolicyInput(run, models) : null;
        var store = run.StateFolder is null ? null : new ModelStateStore(run.StateFolder);

        var decisions = models.Where(model => model.Assessment is not null).Zip(outcome.Decisions).ToDictionary(pair => pair.First, pair => pair.Second);

        return new Report
        {
            ToolVersion = ToolVersion.Current,
            BaseFolder = ReportStep.BaseFolder(run),
            Models = resources.Each(run.Write ? "converting" : "planning", models, model => model.Request, CarryOut),
            Processes = outcome.Verdicts,
            Settings = outcome.Settings,
            Diagnostics = outcome.OptionDiagnostics,
        };

        ModelReport CarryOut(AssessedModel model)
        {
            if (model.Assessment is null)
            {
                return ReportStep.Unreadable(model);
            }

            var mayShip = !outcome.Failed && !model.Request.Processes.Any(failed.Contains);
            var made = ArtifactStep.Run(run, model, decisions[model], mayShip, resources);
            store?.Save(model.Request, new ModelState { Key = model.Key, Assessment = Lasting(model.Assessment), Artifact = made.Record });
            var said = outcome.Diagnostics.Where(diagnostic => diagnostic.File == model.Request.Path);
            return ReportStep.Of(model, decisions[model], made, said, mayShip, run.Write) with { Plan = decidedAbout is null ? null : PlanStep.Of(model, decidedAbout) };
        }
    }

    public static Report Compare(ComparisonRequest request) => ComparisonStep.Run(request);

    public static Report Inspect(InspectRequest request) => new()
    {
        ToolVersion = ToolVersion.Current,
        BaseFolder = request.BaseFolder,
        Models = [.. request.Paths.Select(path => Inspect(path, request))],
    };

    public static Report Measure(RunRequest run) => new()
    {
        ToolVersion = ToolVersion.Current,
        BaseFolder = ReportStep.BaseFolder(run),
        Models = [.. run.Models.Select((model, index) => MeasureStep.Report(run, model, index + 1))],
    };

    private static ModelReport Inspect(string path, InspectRequest request)
    {
        var diagnostics = new DiagnosticBag(path);
        var document = ModelReader.Read(path, diagnostics);
        return new ModelReport
        {
            Path = path,
            DisplayPath = RelativePath.Of(path, request.BaseFolder),
            Facts = document is null ? null : ModelInspector.Inspect(document) with { Duplicates = DuplicateFinder.Find(ModelFormats.Of(document).Tensors(document)) },
            Tensors = document is null || !request.Tensors ? [] : [.. ModelFormats.Of(document).Tensors(document)],
            Diagnostics = [.. diagnostics],
        };
    }

    /// <summary>What another build may see better is not kept.</summary>
    private static ModelAssessment Lasting(ModelAssessment assessment) =>
        assessment.Observations is { MayRunLater: true } ? assessment with { Observations = null } : assessment;

    /// <summary>A process that is over its budget, or that runs a model nobody can read or judge, ships nothing.</summary>
    private static HashSet<string> FailedProcesses(IReadOnlyList<AssessedModel> models, PolicyOutcome outcome) =>
    [
        .. outcome.Verdicts.Where(verdict => verdict.Failed).Select(verdict => verdict.Name),
        .. models.Where(model => model.Assessment is null || outcome.CannotJudge(model.Request.Path)).SelectMany(model => model.Request.Processes),
    ];
}
