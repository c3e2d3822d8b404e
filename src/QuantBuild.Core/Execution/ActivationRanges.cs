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
            if (new RangeProbe(model, batch, "ReduceL2").Run(model, request, out var failure) is not { } norms)
            {
                return failure;
            }

            doubtful.AddRange(batch.Zip(norms).Where(pair => !new ObservedRange(pair.First, pair.Second, Stored: false).FitsHalf).Select(pair => pair.First));
        }

        foreach (var batch in doubtful.Chunk(Batch))
        {
            if (new RangeProbe(model, batch, "ReduceMax", "ReduceMin", "ReduceL1").Run(model, request, out var failure) is not { } extremes)
            {
                return failure;
            }

            ranges.AddRange(batch.Zip(extremes.Chunk(3), (name, range) => new ObservedRange(name, Largest(range[0], range[1], range[2]), Stored: false)));
        }

        ranges.AddRange(values.Except(doubtful).Select(name => new ObservedRange(name, 0, Stored: false)));
        return null;
    }

    /// <summary>A not-a-number may get lost in a comparison, but in no sum.</summary>
    private static double Largest(float most, float least, float sum) => float.IsNaN(sum) ? double.NaN : Math.Max(Math.Abs(most), Math.Abs(least));

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
