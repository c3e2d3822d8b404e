using Google.Protobuf;
using QuantBuild.Execution.Samples;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Execution;

// Concatenated messages are one message: https://protobuf.dev/programming-guides/encoding/#last-one-wins

/// <summary>Nodes that reduce values of a model's main graph to one number each, to be appended to the model's own bytes.</summary>
internal sealed class RangeProbe
{
    private readonly GraphProto _added = new();

    public RangeProbe(OnnxModel model, IEnumerable<string> values, params ReadOnlySpan<string> reductions)
    {
        var names = new GraphNames(model.Proto.Graph);
        foreach (var value in values)
        {
            foreach (var reduction in reductions)
            {
                var output = names.Allocate($"{reduction}_{value}");
                var node = new NodeProto { OpType = reduction, Name = output, Input = { value }, Output = { output } };
                node.Set("keepdims", 0);
                _added.Node.Add(node);
                _added.Output.Add(new ValueInfoProto { Name = output });
            }
        }
    }

    /// <summary>Runs the model with the probe behind it, once or once a sample; the numbers of each run by value, then by reduction.</summary>
    public List<float[]>? Run(OnnxModel model, ObserveRequest request, out ModelFailure? failure)
    {
        using var runnable = RunnableModel.OpenAsWritten(Read(model.Path), Path.GetDirectoryName(model.Path)!, request.Shapes, out failure);
        if (runnable is null)
        {
            return null;
        }

        IEnumerable<IInputSource> sources = request.Samples.Count > 0 ? request.Samples.Select(sample => new SampleInputs(sample))
            : [new SyntheticInputs(runnable.Inputs, request.Seed, IndexRanges.Of(model.Path))];
        var runs = new List<float[]>();
        foreach (var source in sources)
        {
            using var inputs = source.For(runnable.Inputs, out failure);
            using var outputs = inputs is null ? null : runnable.Run(inputs.ByName, [.. _added.Output.Select(output => output.Name)], out failure);
            if (outputs is null)
            {
                return null;
            }

            runs.Add([.. outputs.Select(output => output.GetTensorDataAsSpan<float>()[0])]);
        }

        return runs;
    }

    private byte[] Read(string path)
    {
        var added = new ModelProto { Graph = _added }.ToByteArray();
        using var file = File.OpenRead(path);
        var bytes = new byte[file.Length + added.Length];
        file.ReadExactly(bytes.AsSpan(0, (int)file.Length));
        added.CopyTo(bytes, file.Length);
        return bytes;
    }
}
