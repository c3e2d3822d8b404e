using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx;

namespace QuantBuild.Execution;

/// <summary>Runs a model with a few nodes added that reduce its float32 values to their range, so that no value outlives its use.</summary>
internal sealed class ObserveVerb : ExecutionVerb<ObserveRequest, ObserveResponse>
{
    public override string Name => "observe";

    public override ObserveResponse Run(ObserveRequest request)
    {
        var diagnostics = new DiagnosticBag(request.Model);
        if (OnnxReader.Read(request.Model, diagnostics) is not { } model)
        {
            return new ObserveResponse { Failure = new ModelFailure(FailureStage.Load, diagnostics.First().Message) };
        }

        var ranges = StoredRanges.Of(model).ToList();
        var failure = ActivationRanges.Observe(model, request, ranges);
        return new ObserveResponse
        {
            Failure = failure,
            Values = ranges.Count,
            OutOfRange = [.. ranges.Where(range => !range.FitsHalf).DistinctBy(range => range.Tensor)],
        };
    }
}
