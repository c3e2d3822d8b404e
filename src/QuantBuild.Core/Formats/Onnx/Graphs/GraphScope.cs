using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx.Graphs;

/// <summary>One graph, main or in a node, with its values by name and its nodes in topological order.</summary>
internal sealed class GraphScope(GraphProto proto, GraphScope? parent)
{
    private readonly Dictionary<string, GraphValue> _values = new(Defined(proto), StringComparer.Ordinal);

    private int _numbers;

    public GraphProto Proto { get; } = proto;

    /// <summary>The graph around it; null for the main graph.</summary>
    public GraphScope? Parent { get; } = parent;

    public List<GraphNode> Nodes { get; } = new(proto.Node.Count);

    /// <summary>Inputs in order, overridable initializers included.</summary>
    public List<GraphValue> Inputs { get; } = [];

    public List<GraphValue> Outputs { get; } = [];

    /// <summary>Values it defines, in order of definition.</summary>
    public List<GraphValue> Values { get; } = new(Defined(proto));

    /// <summary>Adds a value; false where the name is defined already.</summary>
    public bool Define(GraphValue value)
    {
        Values.Add(value);
        return _values.TryAdd(value.Name, value);
    }

    /// <summary>The value a name stands for here; a name that nothing defines becomes an opaque value of the main graph.</summary>
    public GraphValue Resolve(string name)
    {
        var scope = this;
        while (true)
        {
            if (scope._values.TryGetValue(name, out var value))
            {
                return value;
            }

            if (scope.Parent is null)
            {
                var opaque = new GraphValue(name, scope, ValueOrigin.Opaque);
                scope.Define(opaque);
                return opaque;
            }

            scope = scope.Parent;
        }
    }

    /// <summary>Takes the initializers out, of which nothing more will be asked; their values stay.</summary>
    public void DropInitializers()
    {
        Proto.Initializer.Clear();
        foreach (var value in Values)
        {
            value.Initializer = null;
        }
    }

    /// <summary>What the next value is counted as.</summary>
    public int NextNumber() => Parent is null ? _numbers++ : Parent.NextNumber();

    /// <summary>The value of that name defined in this very graph.</summary>
    public GraphValue? Own(string name) => _values.GetValueOrDefault(name);

    /// <summary>About how many values: what grows step by step leaves as much again behind.</summary>
    private static int Defined(GraphProto proto) => proto.Initializer.Count + proto.Input.Count + proto.Node.Count;
}
