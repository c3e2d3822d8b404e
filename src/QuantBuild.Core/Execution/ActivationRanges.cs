using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;
using QuantBuild.Schemes;
using QuantBuild.Schemes.Fp16;

namespace QuantBuild.Execution;

/// <summary>
/// The range of every float32 value that the nodes of a model's main graph give. One reduction a value shows that nearly all of them fit;
/// only the others are looked at again for their extremes.
/// </summary>
internal static class ActivationRanges
{
    /// <summary>Values in one session: the time ONNX Runtime takes to load a graph grows with the square of its nodes.</summary>
    private const int Batch = 4000;

    public static ModelFailure? Observe(OnnxModel model, ObserveRequest request, List<ObservedRange> ranges)
    {
        var values = Names(model);
        var doubtful = new List<string>();
        foreach (var batch in values.Chunk(Batch))
        {
            // The Euclidean norm is at least the largest magnitude, and nothing that is no number gets lost in it.
            if (new RangeProbe(model, batch, "ReduceL2").Run(model, request, out var failure) is not { } runs)
            {
                return failure;
            }

            doubtful.AddRange(batch.Where((name, index) => runs.Exists(norms => !new ObservedRange(name, norms[index], Stored: false).FitsHalf)));
        }

        foreach (var batch in doubtful.Chunk(Batch))
        {
            if (new RangeProbe(model, batch, "ReduceMax", "ReduceMin", "ReduceL1").Run(model, request, out var failure) is not { } runs)
            {
                return failure;
            }

            ranges.AddRange(batch.Select((name, index) => new ObservedRange(name, runs.Max(run => Largest(run.AsSpan(index * 3, 3))), Stored: false)));
        }

        ranges.AddRange(values.Except(doubtful).Select(name => new ObservedRange(name, 0, Stored: false)));
        return null;
    }

    /// <summary>A not-a-number may get lost in a comparison, but in no sum.</summary>
    private static double Largest(ReadOnlySpan<float> mostLeastSum) =>
        float.IsNaN(mostLeastSum[2]) ? double.NaN : Math.Max(Math.Abs(mostLeastSum[0]), Math.Abs(mostLeastSum[1]));

    private static List<string> Names(OnnxModel model)
    {
        var proto = model.Proto.Clone();
        if (GraphBuilder.Build(proto.Graph, out _) is not { } graph)
        {
            return [];
        }

        new ElementTypeInference(new OperatorSignatures(proto)).Infer(graph);
        return [.. graph.Values.Where(value => value is { Type: ElementType.Float32, Origin: ValueOrigin.Node or ValueOrigin.Input }).Select(value => value.Name)];
    }
}
