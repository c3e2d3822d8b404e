using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;
using QuantBuild.Schemes;
using QuantBuild.Schemes.Fp16;

namespace QuantBuild.Execution;

// Concatenated messages are one message: https://protobuf.dev/programming-guides/encoding/#last-one-wins

/// <summary>Nodes that reduce every float32 value of a model's main graph to its range, to be appended to the model's own bytes.</summary>
internal sealed class RangeProbe
{
    // A not-a-number may get lost in a comparison, but in no sum.
    private static readonly string[] Reductions = ["ReduceMax", "ReduceMin", "ReduceL1"];

    private readonly List<string> _values = [];
    private readonly GraphProto _added = new();

    private RangeProbe(GraphProto graph, IEnumerable<GraphValue> values)
    {
        var names = new GraphNames(graph);
        foreach (var value in values)
        {
            _values.Add(value.Name);
            foreach (var reduction in Reductions)
            {
                var output = names.Allocate($"{reduction}_{value.Name}");
                var node = new NodeProto { OpType = reduction, Name = output, Input = { value.Name }, Output = { output } };
                node.Set("keepdims", 0);
                _added.Node.Add(node);
                _added.Output.Add(new ValueInfoProto { Name = output });
            }
        }
    }

    /// <summary>By value, and by reduction.</summary>
    public IReadOnlyList<string> OutputNames => [.. _added.Output.Select(output => output.Name)];

    public static RangeProbe Of(OnnxModel model)
    {
        var proto = model.Proto.Clone();
        if (GraphBuilder.Build(proto.Graph, out _) is not { } graph)
        {
            return new RangeProbe(proto.Graph, []);
        }

        new ElementTypeInference(new OperatorSignatures(proto)).Infer(graph);
        return new RangeProbe(proto.Graph, graph.Values.Where(value => value is { Type: ElementType.Float32, Origin: ValueOrigin.Node or ValueOrigin.Input }));
    }

    /// <summary>The file with the probe behind it, in memory.</summary>
    public byte[] Read(string path)
    {
        var added = new ModelProto { Graph = _added }.ToByteArray();
        using var file = File.OpenRead(path);
        var bytes = new byte[file.Length + added.Length];
        file.ReadExactly(bytes.AsSpan(0, (int)file.Length));
        added.CopyTo(bytes, file.Length);
        return bytes;
    }

    /// <summary>What a run gave for <see cref="OutputNames"/>; a value without elements has no range.</summary>
    public IEnumerable<ObservedRange> Ranges(IReadOnlyList<OrtValue> outputs)
    {
        for (var i = 0; i < _values.Count; i++)
        {
            var (most, least, sum) = (Scalar(outputs[3 * i]), Scalar(outputs[3 * i + 1]), Scalar(outputs[3 * i + 2]));
            var isEmpty = most < least;
            yield return new ObservedRange(_values[i], isEmpty ? 0 : double.IsNaN(sum) ? double.NaN : Math.Max(Math.Abs(most), Math.Abs(least)), Stored: false);
        }
    }

    private static double Scalar(OrtValue value) => value.GetTensorDataAsSpan<float>()[0];
}
