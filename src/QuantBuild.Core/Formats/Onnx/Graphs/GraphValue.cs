using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx.Graphs;

/// <summary>A named value of one graph; bodies of nodes refer to values of the graphs around them.</summary>
internal sealed class GraphValue(string name, GraphScope scope, ValueOrigin origin)
{
    private GraphNode? _consumer;
    private List<GraphNode>? _consumers;

    public string Name { get; } = name;

    /// <summary>The graph that defines it.</summary>
    public GraphScope Scope { get; } = scope;

    public ValueOrigin Origin { get; } = origin;

    /// <summary>Undefined where it is not known, or the value is no tensor.</summary>
    public ElementType Type { get; set; }

    /// <summary>The node it is an output of.</summary>
    public GraphNode? Producer { get; init; }

    /// <summary>Its elements, where <see cref="Origin"/> is Stored and it is an initializer.</summary>
    public TensorProto? Initializer { get; set; }

    /// <summary>It is also an input of its graph: an initializer that a caller may override.</summary>
    public bool IsInput { get; init; }

    /// <summary>Nodes of any graph that take it, in order.</summary>
    /// <remarks>Most values are taken once: a list for each would be as large as all the rest of it.</remarks>
    public IReadOnlyList<GraphNode> Consumers => _consumers ?? (_consumer is null ? [] : [_consumer]);

    /// <summary>Counts the values of a model, those of bodies included, from 0 on.</summary>
    public int Number { get; } = scope.NextNumber();

    public void AddConsumer(GraphNode node)
    {
        if (_consumer is null)
        {
            _consumer = node;
        }
        else
        {
            (_consumers ??= [_consumer]).Add(node);
        }
    }
}
