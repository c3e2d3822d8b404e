using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Requests;
using QuantBuild.Schemes;
using QuantBuild.Schemes.Mixed;

namespace QuantBuild.Steps;

/// <summary>Finds out, by running artifacts, which nodes of a model <c>mixed</c> had better leave in float32.</summary>
internal static class NoiseObserver
{
    /// <summary>The observations with what was found, or why nothing was.</summary>
    public static Observations Observe(RunRequest run, RunResources resources, ModelRequest request, Observations seen)
    {
        var diagnostics = new DiagnosticBag(request.Path);
        if (ModelReader.Read(request.Path, diagnostics) is not { } document || RequestSamples.Of(request, document, diagnostics) is not { } samples)
        {
            return NotMeasured(seen, diagnostics.First().Message);
        }

        var trial = new NoiseTrial(run, resources, request, document, samples, seen);
        return trial.Nodes is { } nodes && new NoiseSearch(nodes, trial.Worst).Find() is { } noise ? seen with { Noise = noise } : NotMeasured(seen, trial.Problem!);
    }

    /// <summary>A later build may have the memory, or the files, that this one lacked.</summary>
    private static Observations NotMeasured(Observations seen, string reason) => seen with { Noise = new ObservedNoise { NotMeasured = reason }, MayRunLater = true };
}
