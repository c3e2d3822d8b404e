using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats;
using QuantBuild.Inspection;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.Verification;

namespace QuantBuild.Steps;

/// <summary>Compares two models as verification compares an original and its artifact.</summary>
internal static class ComparisonStep
{
    public static Report Run(ComparisonRequest request)
    {
        var (original, artifact) = (Read(request.Original), Read(request.Artifact));
        var comparison = original.Facts is null || artifact.Facts is null ? null : Compare(request, original, ref artifact);
        return new Report
        {
            ToolVersion = ToolVersion.Current,
            BaseFolder = request.BaseFolder,
            Models = [original, artifact],
            Comparison = comparison,
        };
    }

    private static ModelReport Read(ModelRequest request)
    {
        var diagnostics = new DiagnosticBag(request.Path);
        var document = ModelReader.Read(request.Path, diagnostics);
        var shapes = request.RuntimeOptions.Shapes;
        if (document is not null && shapes.Contradiction(ModelFormats.Of(document).Inputs(document)) is { } contradiction)
        {
            diagnostics.Add(Descriptors.ShapesDoNotFit, $"Shapes '{shapes}' {contradiction}. Correct Shapes, or remove the entry.");
            document = null;
        }

        return new ModelReport
        {
            Path = request.Path,
            DisplayPath = request.DisplayPath,
            Facts = document is null ? null : ModelInspector.Inspect(document),
            Diagnostics = [.. diagnostics],
        };
    }

    private static Comparison? Compare(ComparisonRequest request, ModelReport original, ref ModelReport artifact)
    {
        var diagnostics = new DiagnosticBag(artifact.Path);
        if (RequestSamples.Of(request.Original, diagnostics) is not { } samples)
        {
            artifact = artifact with { Diagnostics = [.. diagnostics] };
            return null;
        }

        var input = new VerificationInput
        {
            Original = original.Path,
            Artifact = artifact.Path,
            ModelBytes = original.Facts!.Size + artifact.Facts!.Size,
            MemoryAtHand = MemoryAtHand.Measure(),
            Shapes = request.Original.RuntimeOptions.Shapes,
            Samples = samples,
            RandomOutputs = original.Facts.RandomOutputs,
            Gate = request.Original.Gate,
            Words = VerificationWords.OfComparison,
        };
        var comparison = new Verifier(new ExecutionClient()).Compare(input, diagnostics, request.Cancellation);

        // A comparison that did not take place is no success, though an unverified artifact may ship.
        artifact = artifact with
        {
            Diagnostics = comparison.Result.Status == VerificationStatus.NotRun
                ? [.. diagnostics.Select(diagnostic => diagnostic with { Severity = Severity.Error })]
                : [.. diagnostics],
        };
        return comparison;
    }
}
