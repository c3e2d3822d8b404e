using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Models;
using QuantBuild.Requests;
using QuantBuild.Schemes;

namespace QuantBuild.Steps;

/// <summary>Runs a model once, in a child process, to see the range of its values.</summary>
internal sealed class Observer(ExecutionClient client)
{
    /// <summary>Resident bytes per byte of model: its file in memory, parsed, and the weights of the session; measured at 2.8.</summary>
    private const double MemoryPerModelByte = 3;

    /// <summary>What was seen; why nothing was, where the model does not run or there is too little memory.</summary>
    public Observations Observe(ModelRequest request, ByteSize size, ByteSize memoryAtHand, CancellationToken cancellation)
    {
        if (size * MemoryPerModelByte is var needed && needed > memoryAtHand)
        {
            return new Observations { NotRun = $"it would need about {needed}, more than is at hand", MayRunLater = true };
        }

        var diagnostics = new DiagnosticBag(request.Path);
        if (RequestSamples.Of(request, diagnostics) is not { } samples)
        {
            return new Observations { NotRun = diagnostics.First().Message, MayRunLater = true };
        }

        var inputs = samples.Count > 0 ? "samples" : "synthetic";
        var limits = new ExecutionLimits(memoryAtHand, ExecutionLimits.DefaultTime) { Expected = needed };
        var outcome = client.Run(ExecutionVerbs.Observe, new ObserveRequest(request.Path) { Shapes = request.RuntimeOptions.Shapes, Samples = samples }, limits, cancellation);
        return outcome.Response is { } seen
            ? new Observations { Inputs = inputs, Values = seen.Values, OutOfRange = seen.OutOfRange, NotRun = seen.Failure?.Message.Replace(request.Path, request.DisplayPath, StringComparison.Ordinal) }
            : new Observations { NotRun = $"the process that was to run it gave no answer: {outcome.Death}", MayRunLater = true };
    }
}
