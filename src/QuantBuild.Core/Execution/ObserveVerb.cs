using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx;
using QuantBuild.Schemes;

namespace QuantBuild.Execution;

/// <summary>Runs a model with a few nodes added that reduce each float32 value to its range, so that no value outlives its use.</summary>
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
        var failure = Probe(model, request, ranges);
        return new ObserveResponse
        {
            Failure = failure,
            Values = ranges.Count,
            OutOfRange = [.. ranges.Where(range => !range.FitsHalf).DistinctBy(range => range.Tensor)],
        };
    }

    private static ModelFailure? Probe(OnnxModel model, ObserveRequest request, List<ObservedRange> ranges)
    {
        var probe = RangeProbe.Of(model);
        using var runnable = RunnableModel.OpenAsWritten(probe.Read(model.Path), Path.GetDirectoryName(model.Path)!, request.Shapes, out var failure);
        using var inputs = runnable is null ? null : new SyntheticInputs(runnable.Inputs, request.Seed, IndexRanges.Of(model.Path)).For(runnable.Inputs, out failure);
        using var outputs = inputs is null ? null : runnable!.Run(inputs.ByName, probe.OutputNames, out failure);
        if (outputs is not null)
        {
            ranges.AddRange(probe.Ranges(outputs));
        }

        return failure;
    }
}
