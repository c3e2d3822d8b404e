using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>
/// Angles of positions or time steps: an integer times a frequency, on its way to a sine or cosine. Above 2048 float16 no longer tells
/// neighbours apart, and a thousand radians are off by half a radian; the sines themselves are as good in float16 as anything else.
/// </summary>
internal sealed class PositionArithmetic
{
    /// <summary>Frequencies are a short list; a weight matrix makes activations of what it multiplies.</summary>
    private const int MostFrequencies = 4096;

    private readonly HashSet<GraphValue> _countedUp = [];
    private readonly HashSet<GraphNode> _kept = [];

    public PositionArithmetic(IReadOnlyList<GraphNode> nodesInOrder)
    {
        foreach (var node in nodesInOrder.Where(node => IsFromIntegers(node) || StaysCounted(node)))
        {
            _countedUp.UnionWith(node.Outputs.OfType<GraphValue>());
        }

        foreach (var node in nodesInOrder.Where(node => (node.Is("Sin") || node.Is("Cos")) && node.Inputs.FirstOrDefault() is { } angle && _countedUp.Contains(angle)))
        {
            Keep(node);
        }
    }

    public bool Holds(GraphNode node) => _kept.Contains(node);

    private static bool IsFromIntegers(GraphNode node) =>
        node.Is("Cast") && node.Inputs.FirstOrDefault() is { Type: ElementType.Int32 or ElementType.Int64 } && node.Outputs.FirstOrDefault() is { Type: ElementType.Float32 };

    /// <summary>Everything it takes is counted up, or a few constants.</summary>
    private bool StaysCounted(GraphNode node)
    {
        return node.Bodies.Count == 0 && _countedUp.Count > 0 && node.Inputs.Exists(value => IsFloat(value) && _countedUp.Contains(value!)) &&
            node.Inputs.TrueForAll(value => !IsFloat(value) || _countedUp.Contains(value!) || IsShort(value!));
    }

    private static bool IsFloat(GraphValue? value) => value is { Type: ElementType.Float32 };

    private static bool IsShort(GraphValue value) =>
        value.Origin == ValueOrigin.Stored && Elements(value.Initializer ?? value.Producer?.Proto.Attribute("value")?.T) <= MostFrequencies;

    private static long Elements(TensorProto? tensor) => tensor is null ? 1 : tensor.Shape().Elements ?? long.MaxValue;

    private void Keep(GraphNode node)
    {
        var pending = new Stack<GraphNode>([node]);
        while (pending.TryPop(out var next))
        {
            if (_kept.Add(next))
            {
                foreach (var value in next.Inputs.OfType<GraphValue>().Where(value => _countedUp.Contains(value) && value.Producer is not null))
                {
                    pending.Push(value.Producer!);
                }
            }
        }
    }
}
