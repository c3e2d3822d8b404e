using QuantBuild.Diagnostics;
using QuantBuild.Execution.Samples;
using QuantBuild.Formats;
using QuantBuild.Requests;
using QuantBuild.Rewriting;
using QuantBuild.Schemes;
using QuantBuild.Verification;

namespace QuantBuild.Steps;

/// <summary>An artifact of <c>mixed</c> in a temporary place, run against the original and thrown away.</summary>
internal sealed class NoiseTrial(
    RunRequest run, RunResources resources, ModelRequest request, ModelDocument document, IReadOnlyList<InputSample> samples, Observations seen)
{
    private readonly IReadOnlyList<string> _random = ModelFormats.Of(document).RandomOutputs(document);

    /// <summary>Why the last one told nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>Of the model; null where <c>mixed</c> cannot convert it.</summary>
    public int? Nodes => Plan([], roundsAll: false)?.Nodes;

    /// <summary>The worst output with these nodes in float32, and all tensors rounded or the large ones, in decibels; null with <see cref="Problem"/> set.</summary>
    public double? Worst(IReadOnlyList<NodeSpan> float32, bool roundsAll)
    {
        if (Plan(float32, roundsAll) is not { } plan)
        {
            return null;
        }

        var written = Rewriter.Write(ModelFormats.Of(plan.Result).Layout(plan.Result), Place, resources.Rewrite, run.Cancellation);
        using var artifact = written.Artifact;
        if (artifact is null)
        {
            Problem = written.Failure!.ToDiagnostic(request.Path).Message;
            return null;
        }

        var input = new VerificationInput
        {
            Original = request.Path,
            Artifact = artifact.TemporaryPath,
            ModelBytes = document.Size + artifact.Size,
            MemoryAtHand = resources.AvailableToChildren,
            Shapes = request.RuntimeOptions.Shapes,
            Samples = samples,
            RandomOutputs = _random,
            AsApplicationsLoad = false,
        };
        var comparison = new Verifier(resources.Client).Compare(input, new DiagnosticBag(request.Path), run.Cancellation);
        Problem = comparison.Result.Reason ?? "it has no outputs";
        var judged = comparison.Outputs.Where(output => !output.IsRandom).ToList();
        return judged.Count == 0 ? null : WorstOutput.SqnrDb(judged);
    }

    /// <summary>Beside the artifact, where there is room for one; what writes none leaves the person's folders alone.</summary>
    private string Place => run.Write && request.OutputPath is { } output ? output : Path.Combine(Path.GetTempPath(), Path.GetFileName(request.Path));

    private SchemePlan? Plan(IReadOnlyList<NodeSpan> float32, bool roundsAll)
    {
        var told = seen with { Noise = new ObservedNoise { Float32 = float32, RoundsAll = roundsAll } };
        var outcome = Assessor.Plan(QuantizationSchemes.Find(QuantizationSchemes.Mixed)!, document, request, told);
        Problem = outcome.Refusal;
        return outcome.Plan;
    }
}
