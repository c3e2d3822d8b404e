using QuantBuild.Diagnostics;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild.Steps;

/// <summary>Brings together what every step said about a model.</summary>
internal static class ReportStep
{
    public static ModelReport Unreadable(AssessedModel model) => new()
    {
        Path = model.Request.Path,
        DisplayPath = model.Request.DisplayPath,
        Processes = model.Request.Processes,
        Diagnostics = [.. model.Diagnostics],
    };

    /// <param name="model">A model that could be read.</param>
    /// <param name="decision">The rules' word on it.</param>
    /// <param name="made">What became of it.</param>
    /// <param name="said">What the rules said besides.</param>
    /// <param name="mayShip">None of its processes failed.</param>
    /// <param name="writes">The run writes artifacts.</param>
    public static ModelReport Of(AssessedModel model, Decision decision, MadeArtifact made, IEnumerable<Diagnostic> said, bool mayShip, bool writes)
    {
        var assessment = model.Assessment!;
        var artifact = decision.Writes ? assessment.Candidates.First(candidate => candidate.Scheme == decision.Scheme) : null;
        return new ModelReport
        {
            Path = model.Request.Path,
            DisplayPath = model.Request.DisplayPath,
            Processes = model.Request.Processes,
            Facts = assessment.Facts,
            Original = assessment.Original,
            Shipped = artifact?.Projection ?? assessment.Original,
            Measured = model.Measured,
            Decision = decision,
            Observations = assessment.Observations,
            Output = made.Output is { } output ? output with { Casts = artifact?.Casts } : null,
            IsWithheld = writes && decision.Writes && !mayShip && made.Output?.Path is null,
            Verification = made.Verification,
            ShippedPath = !mayShip || made.Failed ? null : decision.Writes ? made.Output?.Path : model.Request.Path,
            Diagnostics = [.. model.Diagnostics, .. said, .. made.Diagnostics],
        };
    }

    /// <summary>The folder paths are shown relative to.</summary>
    public static string BaseFolder(RunRequest run) =>
        Directory.Exists(run.ProjectFile) ? run.ProjectFile : Path.GetDirectoryName(run.ProjectFile)!;
}
