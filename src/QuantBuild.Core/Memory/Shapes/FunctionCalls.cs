using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Memory.Shapes;

/// <summary>Functions that a model defines for itself, looked into at each call.</summary>
internal sealed class FunctionCalls
{
    /// <summary>Functions may call others, never themselves; a file that has a circle must not end this program.</summary>
    private const int DepthLimit = 16;

    private readonly Dictionary<(string Domain, string Name, string Overload), FunctionProto> _functions = [];
    private int _depth;

    public FunctionCalls(IEnumerable<FunctionProto> functions)
    {
        foreach (var function in functions)
        {
            _functions.TryAdd((function.Domain, function.Name, function.Overload), function);
        }
    }

    public FunctionProto? Find(NodeProto node) => _functions.Count == 0 ? null : _functions.GetValueOrDefault((node.Domain, node.OpType, node.Overload));

    public IReadOnlyList<ValueFacts?> Infer(FunctionProto function, NodeProto call, IReadOnlyList<ValueFacts?> inputs)
    {
        if (_depth >= DepthLimit || GraphBuilder.Build(Body(function, call), out _) is not { } body)
        {
            return [];
        }

        _depth++;
        var outputs = GraphShapes.Infer(body, inputs, GraphShapes.Opsets(function.OpsetImport), this);
        _depth--;
        return outputs;
    }

    /// <summary>The function as a graph, with the call's attributes in place of references to them.</summary>
    private static GraphProto Body(FunctionProto function, NodeProto call)
    {
        var graph = new GraphProto { Name = function.Name };
        graph.Input.AddRange(function.Input.Select(name => new ValueInfoProto { Name = name }));
        graph.Output.AddRange(function.Output.Select(name => new ValueInfoProto { Name = name }));
        graph.ValueInfo.AddRange(function.ValueInfo);
        graph.Node.AddRange(function.Node.Select(node => node.Clone()));
        Bind(graph, function, call);
        return graph;
    }

    private static void Bind(GraphProto graph, FunctionProto function, NodeProto call)
    {
        foreach (var node in graph.Node)
        {
            for (var i = node.Attribute.Count - 1; i >= 0; i--)
            {
                var attribute = node.Attribute[i];
                if (attribute.RefAttrName.Length == 0)
                {
                    continue;
                }

                node.Attribute.RemoveAt(i);
                var given = call.Attribute(attribute.RefAttrName) ?? function.AttributeProto.FirstOrDefault(known => known.Name == attribute.RefAttrName);
                if (given is not null)
                {
                    var bound = given.Clone();
                    bound.Name = attribute.Name;
                    node.Attribute.Insert(i, bound);
                }
            }

            foreach (var body in Subgraphs.Of(node))
            {
                Bind(body, function, call);
            }
        }
    }
}
