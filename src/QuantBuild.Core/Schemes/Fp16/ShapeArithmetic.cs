using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>
/// Values computed from nothing but shapes and constants. They are few scalars, and float16 holds integers exactly only up to 2048: an
/// image of 4000 pixels would get another size.
/// </summary>
internal sealed class ShapeArithmetic
{
    private readonly HashSet<GraphValue> _values = [];

    public ShapeArithmetic(IEnumerable<GraphNode> nodesInOrder)
    {
        foreach (var node in nodesInOrder)
        {
            if (node.Is("Shape") || node.Is("Size") || Holds(node))
            {
                _values.UnionWith(node.Outputs.OfType<GraphValue>());
            }
        }
    }

    /// <summary>Everything the node takes comes from shapes, apart from constants.</summary>
    public bool Holds(GraphNode node)
    {
        return node.Bodies.Count == 0 && node.Inputs.Exists(IsComputed) && node.Inputs.TrueForAll(value => !IsComputed(value) || _values.Contains(value!)) && !TakesWeights(node);
    }

    /// <summary>Stored floats that shapes only index or expand, such as a table of positions, are weights.</summary>
    private static bool TakesWeights(GraphNode node)
    {
        return node.Inputs.Exists(IsFloat) && node.Inputs.TrueForAll(value => !IsFloat(value) || value!.Origin == ValueOrigin.Stored);
    }

    private static bool IsComputed(GraphValue? value) => value is { Origin: not ValueOrigin.Stored };

    private static bool IsFloat(GraphValue? value) => value is { Type: ElementType.Float32 };
}
