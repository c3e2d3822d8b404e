using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>
/// What surrounds quantized operators stays float32: sums of integer products leave float16's range long before their scale brings them
/// back, scales of scales are below it, and a Cast inside a pattern keeps ONNX Runtime from fusing it.
/// </summary>
internal sealed class QuantizedArithmetic
{
    private readonly HashSet<GraphNode> _kept = [];

    /// <summary>int32 sums of integer products.</summary>
    private readonly HashSet<GraphValue> _sums = [];

    /// <summary>The same as floating point, and the scales that belong to them.</summary>
    private readonly HashSet<GraphValue> _scaled = [];

    public QuantizedArithmetic(IReadOnlyList<GraphNode> nodesInOrder)
    {
        foreach (var node in nodesInOrder)
        {
            FollowSums(node);
            if (IsEither(node, "QuantizeLinear") || IsEither(node, "DequantizeLinear") || RunsOnDequantized(node) || GoesIntoQuantize(node))
            {
                _kept.Add(node);
            }
        }
    }

    public bool Holds(GraphNode node) => _kept.Contains(node);

    private void FollowSums(GraphNode node)
    {
        if (node.Is("DynamicQuantizeLinear"))
        {
            _scaled.UnionWith(node.Outputs.Skip(1).Take(1).OfType<GraphValue>());
        }
        else if (node.Is("MatMulInteger") || node.Is("ConvInteger") || (Takes(node, _sums) && !node.Is("Cast")))
        {
            _sums.UnionWith(node.Outputs.OfType<GraphValue>());
        }
        else if (Takes(node, _sums) || (Takes(node, _scaled) && node.Is("Mul")))
        {
            _kept.Add(node);
            _scaled.UnionWith(node.Outputs.OfType<GraphValue>());
        }
        else if (Takes(node, _scaled) && node.Is("Add") && node.Inputs.Exists(value => value is { Origin: ValueOrigin.Stored }))
        {
            _kept.Add(node);
        }
    }

    /// <summary>Between DequantizeLinear and whatever follows, without weights of its own: the kernel of the integers is fused from it.</summary>
    private static bool RunsOnDequantized(GraphNode node) =>
        node.Inputs.Exists(value => value?.Producer is { } producer && IsEither(producer, "DequantizeLinear")) && !TakesStoredTensor(node);

    /// <summary>An activation function, for one, between a node that runs on dequantized values and QuantizeLinear.</summary>
    private bool GoesIntoQuantize(GraphNode node)
    {
        return node.Outputs.Exists(value => value is { Consumers.Count: > 0 }) &&
            node.Outputs.TrueForAll(value => value is null || value.Consumers.All(consumer => IsEither(consumer, "QuantizeLinear"))) && !TakesStoredTensor(node) &&
            node.Inputs.Exists(value => value?.Producer is { } producer && _kept.Contains(producer));
    }

    /// <summary>In the standard, or with further types in the runtime's own domain.</summary>
    private static bool IsEither(GraphNode node, string operatorType) => node.Operator == operatorType && node.Domain is ("" or "com.microsoft");

    private static bool Takes(GraphNode node, HashSet<GraphValue> values) => node.Inputs.Exists(value => value is not null && values.Contains(value));

    private static bool TakesStoredTensor(GraphNode node) =>
        node.Inputs.Exists(value => value is { Type: ElementType.Float32, Origin: ValueOrigin.Stored } && !IsScalar(value.Initializer ?? value.Producer?.Proto.Attribute("value")?.T));

    private static bool IsScalar(TensorProto? tensor) => tensor is null || tensor.Shape().Elements <= 1;
}
