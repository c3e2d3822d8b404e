using Microsoft.ML.OnnxRuntime;
using QuantBuild.Execution.Measuring;
using QuantBuild.Execution.Samples;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>Measures one model's memory, phase by phase.</summary>
internal sealed class MeasureVerb : ExecutionVerb<MeasureRequest, MeasureResponse>
{
    /// <summary>Made even where nothing will run: the code that makes inputs is part of the base, or its pages would count as the model's.</summary>
    private static readonly InputPort Any = new("any", ElementType.Float32, OnnxValueType.ONNX_TYPE_TENSOR, [1], []);

    public override string Name => "measure";

    public override IReadOnlyDictionary<string, string> Environment(MeasureRequest request) => HeapSettings.Of(request.Session);

    public override MeasureResponse Run(MeasureRequest request)
    {
        var inputs = Inputs(request, out var failure);
        try
        {
            return failure is null ? Measure(request, inputs) : new MeasureResponse { Failure = failure };
        }
        finally
        {
            inputs.ForEach(values => values.Dispose());
        }
    }

    private static MeasureResponse Measure(MeasureRequest request, List<InputValues> inputs)
    {
        var watch = MemoryWatches.Open();
        var start = watch.Resident.Bytes;
        var startAnonymous = watch.Anonymous?.Bytes;
        watch.BeginPhase();
        using var model = RunnableModel.Open(request.Model, request.Session, InputShapes.None, out var failure);
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
            using var outputs = model.Run(inputs[run % inputs.Count].ByName, model.OutputNames, out failure);
            peaks.Add(watch.Peak.Bytes - start);
        }

        return response with { Failure = failure, RunPeakBytes = peaks, SteadyAnonymousBytes = peaks.Count == 0 ? null : watch.Anonymous?.Bytes - startAnonymous };
    }

    /// <summary>All of them, before anything is measured: one for every run, or one for each sample.</summary>
    private static List<InputValues> Inputs(MeasureRequest request, out ModelFailure? failure)
    {
        IReadOnlyList<InputPort> ports =
        [
            .. request.Inputs.Select(input => new InputPort(input.Name, input.Type,
                input.Type == ElementType.Undefined ? OnnxValueType.ONNX_TYPE_UNKNOWN : OnnxValueType.ONNX_TYPE_TENSOR, input.Shape.Dimensions, [])),
        ];
        var ranges = request.Inputs.Where(input => input.Range is not null).ToDictionary(input => input.Name, input => input.Range!.Value);
        IInputSource[] sources = request.Runs == 0 ? [new SyntheticInputs([Any], request.Seed, ranges)]
            : request.Samples.Count == 0 ? [new SyntheticInputs(ports, request.Seed, ranges)]
            : [.. request.Samples.Take(request.Runs).Select(sample => new SampleInputs(sample))];
        var inputs = new List<InputValues>(sources.Length);
        failure = null;
        foreach (var source in sources)
        {
            if (source.For(request.Runs == 0 ? [Any] : ports, out failure) is not { } values)
            {
                break;
            }

            inputs.Add(values);
        }

        return inputs;
    }
}
