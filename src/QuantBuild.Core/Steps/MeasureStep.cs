using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Execution.Measuring;
using QuantBuild.Formats;
using QuantBuild.Inspection;
using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild.Steps;

/// <summary>Measures models as their application would run them.</summary>
internal static class MeasureStep
{
    /// <summary>The profile whose runtime this is; another's memory would be another.</summary>
    private const string MeasuredProfile = "onnxruntime-cpu";

    public static ModelReport Report(RunRequest run, ModelRequest request, int number)
    {
        run.Progress?.Invoke(new RunProgress("measuring", request.DisplayPath, number, run.Models.Count));
        var diagnostics = new DiagnosticBag(request.Path);
        var document = ModelReader.Read(request.Path, diagnostics);
        return new ModelReport
        {
            Path = request.Path,
            DisplayPath = request.DisplayPath,
            Facts = document is null ? null : ModelInspector.Inspect(document),
            Measured = document is null ? null : Measure(run, request, MeasureOptions.DefaultRuns, diagnostics),
            Diagnostics = [.. diagnostics],
        };
    }

    /// <summary>One after the other: beside another model none is measured as its application would see it.</summary>
    public static IReadOnlyList<AssessedModel> InPlaceOfProjection(RunRequest run, IReadOnlyList<AssessedModel> models) =>
        [.. models.Select((model, index) => InPlaceOfProjection(run, model, index + 1))];

    /// <summary>The same model with what was measured in the place of what was projected, all of it or the loading alone; unchanged, with a warning, where it cannot be measured.</summary>
    private static AssessedModel InPlaceOfProjection(RunRequest run, AssessedModel model, int number)
    {
        if (model.Assessment is not { Original.Profile: MeasuredProfile } assessment)
        {
            return model;
        }

        run.Progress?.Invoke(new RunProgress("measuring", model.Request.DisplayPath, number, run.Models.Count));
        var diagnostics = new DiagnosticBag(model.Request.Path);
        if (Measure(run, model.Request, run.Measure ? MeasureOptions.DefaultRuns : 0, diagnostics) is not { } measurement)
        {
            model.Diagnostics.Add(Descriptors.NotMeasured, Severity.Warning, $"{diagnostics.First().Message} The projection stands in for it.");
            return model;
        }

        var original = run.Measure ? MeasuredProjection.Of(assessment.Original, measurement) : LoadedProjection.Of(assessment.Original, measurement);
        return model with { Assessment = assessment with { Original = original }, Measured = measurement };
    }

    private static ModelMeasurement? Measure(RunRequest run, ModelRequest request, int runs, DiagnosticBag diagnostics)
    {
        var options = new MeasureOptions(request.Path)
        {
            Session = request.RuntimeOptions.Session,
            Shapes = request.RuntimeOptions.Shapes,
            Samples = request.Samples,
            Repeats = run.Repeats,
            Runs = runs,
        };
        return new ModelMeasurer(new ExecutionClient()).Measure(options, diagnostics, run.Cancellation);
    }
}
