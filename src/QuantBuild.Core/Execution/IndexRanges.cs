using System.Buffers.Binary;
using QuantBuild.Diagnostics;
using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>How many values an integer input may have where the model uses it to look something up: rows of a table, or a depth.</summary>
internal static class IndexRanges
{
    /// <summary>Operators that hand indices on unchanged.</summary>
    private static readonly HashSet<string> Transparent =
        new(["Cast", "Identity", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Transpose", "Expand"], StringComparer.Ordinal);

    /// <summary>Number of legal values, from 0, by input; inputs that look nothing up are not in it.</summary>
    public static IReadOnlyDictionary<string, long> Of(string path)
    {
        var ranges = new Dictionary<string, long>(StringComparer.Ordinal);
        if (OnnxReader.Read(path, new DiagnosticBag(path)) is not { } model || GraphBuilder.Build(model.Proto.Graph, out _) is not { } graph)
        {
            return ranges;
        }

        foreach (var input in graph.Inputs.Where(input => input.Origin == ValueOrigin.Input && input.Type is ElementType.Int32 or ElementType.Int64))
        {
            if (Uses(input).Min() is { } range)
            {
                ranges[input.Name] = range;
            }
        }

        return ranges;
    }

    private static IEnumerable<long?> Uses(GraphValue value) => value.Consumers.SelectMany(node =>
        Transparent.Contains(node.Operator) && node.Inputs[0] == value && node.Outputs[0] is { } same ? Uses(same)
        : node.Is("Gather") && node.Inputs[1] == value ? [Rows(node)]
        : node.Is("Equal") ? node.Inputs.Where(other => other != value).Select(CountedUp)
        : node.Is("OneHot") && node.Inputs[0] == value ? [Depth(node.Inputs[1])]
        : []);

    private static long? Rows(GraphNode gather)
    {
        var axis = (int)(gather.Proto.Integer("axis") ?? 0);
        return Stored(gather.Inputs[0]) is { } table && axis >= 0 && axis < table.Dims.Count ? table.Dims[axis] : null;
    }

    private static long? Depth(GraphValue? value) => Stored(value) switch
    {
        { Int64Data.Count: 1 } tensor => tensor.Int64Data[0],
        { Int32Data.Count: 1 } tensor => tensor.Int32Data[0],
        { RawData.Length: sizeof(long), DataType: (int)ElementType.Int64 } tensor => BinaryPrimitives.ReadInt64LittleEndian(tensor.RawData.Span),
        { RawData.Length: sizeof(int), DataType: (int)ElementType.Int32 } tensor => BinaryPrimitives.ReadInt32LittleEndian(tensor.RawData.Span),
        _ => null,
    };

    /// <summary>A one-hot encoding spelled out: compared with 0, 1, 2, …, the last axis of a stored tensor.</summary>
    private static long? CountedUp(GraphValue? value) => Stored(value) is { Dims.Count: > 0 } tensor && tensor.Dims[^1] > 1 ? tensor.Dims[^1] : null;

    private static TensorProto? Stored(GraphValue? value) => value?.Initializer ?? value?.Producer?.Proto.Attribute("value")?.T;
}
