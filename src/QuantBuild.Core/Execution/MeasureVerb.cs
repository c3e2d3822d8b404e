using Microsoft.ML.OnnxRuntime;
using QuantBuild.Execution.Measuring;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>Measures one model's memory, phase by phase.</summary>
internal sealed class MeasureVerb : ExecutionVerb<MeasureRequest, MeasureResponse>
{
    public override string Name => "measure";

    public override IReadOnlyDictionary<string, string> Environment(MeasureRequest request) => HeapSettings.Of(request.Session);

    public override MeasureResponse Run(MeasureRequest request)
    {
        using var inputs = Inputs(request, out var failure);
        if (inputs is null)
        {
            return new MeasureResponse { Failure = failure };
        }

        var watch = MemoryWatches.Open();
        var start = watch.Resident.Bytes;
        var startAnonymous = watch.Anonymous?.Bytes;
        watch.BeginPhase();
        using var model = RunnableModel.Open(request.Model, request.Session, InputShapes.None, out failure);
        var response = new MeasureResponse
        {
            Failure = failure,
            BaseBytes = start,
            LoadPeakBytes = watch.Peak.Bytes - start,
            LoadedBytes = watch.Resident.Bytes - start,
            LoadedAnonymousBytes = watch.Anonymous?.Bytes - startAnonymous,
            Cumulative = watch.IsCumulative,
        };
        var peaks = new List<long>(request.Runs);
        for (var run = 0; run < request.Runs && model is not null && failure is null; run++)
        {
            watch.BeginPhase();
            using var outputs = model.Run(inputs.ByName, model.OutputNames, out failure);
            peaks.Add(watch.Peak.Bytes - start);
        }

        return response with { Failure = failure, RunPeakBytes = peaks, SteadyAnonymousBytes = peaks.Count == 0 ? null : watch.Anonymous?.Bytes - startAnonymous };
    }

    private static InputValues? Inputs(MeasureRequest request, out ModelFailure? failure)
    {
        IReadOnlyList<InputPort> ports = request.Runs == 0 ? [] :
        [
            .. request.Inputs.Select(input => new InputPort(input.Name, input.Type,
                input.Type == ElementType.Undefined ? OnnxValueType.ONNX_TYPE_UNKNOWN : OnnxValueType.ONNX_TYPE_TENSOR, input.Shape.Dimensions, [])),
        ];
        var ranges = request.Inputs.Where(input => input.Range is not null).ToDictionary(input => input.Name, input => input.Range!.Value);
        return new SyntheticInputs(ports, request.Seed, ranges).For(ports, out failure);
    }
}
