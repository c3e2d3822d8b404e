using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx.Graphs;

/// <summary>Looks up what every name of a model stands for.</summary>
internal sealed class GraphBuilder
{
    private static readonly HashSet<string> DenseConstants =
        new(["value", "value_float", "value_floats", "value_int", "value_ints", "value_string", "value_strings"], StringComparer.Ordinal);

    /// <summary>Why the graph cannot be understood, in words; null while it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>The main graph with everything below it, or null with <see cref="Problem"/> set.</summary>
    public static GraphScope? Build(GraphProto graph, out string? problem)
    {
        var builder = new GraphBuilder();
        var scope = builder.Build(graph, null);
        problem = builder.Problem;
        return problem is null ? scope : null;
    }

    private GraphScope Build(GraphProto proto, GraphScope? parent)
    {
        var scope = new GraphScope(proto, parent);
        DefineStored(scope);
        if (TopologicalOrder.Of(proto) is not { } order)
        {
            Problem ??= $"the nodes of graph '{proto.Name}' depend on each other in a circle";
            return scope;
        }

        foreach (var node in order)
        {
            DefineOutputs(scope, node);
        }

        foreach (var node in scope.Nodes)
        {
            Connect(node);
        }

        scope.Outputs.AddRange(proto.Output.Select(output => scope.Resolve(output.Name)));
        return scope;
    }

    private void DefineStored(GraphScope scope)
    {
        var inputs = scope.Proto.Input.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var tensor in scope.Proto.Initializer)
        {
            Define(scope, new GraphValue(tensor.Name, scope, ValueOrigin.Stored)
            {
                Type = (ElementType)tensor.DataType, Initializer = tensor, IsInput = inputs.Contains(tensor.Name),
            });
        }

        foreach (var sparse in scope.Proto.SparseInitializer)
        {
            Define(scope, new GraphValue(sparse.Values?.Name ?? string.Empty, scope, ValueOrigin.Opaque)
            {
                Type = (ElementType)(sparse.Values?.DataType ?? 0),
            });
        }

        foreach (var input in scope.Proto.Input)
        {
            if (scope.Own(input.Name) is not { } value)
            {
                value = new GraphValue(input.Name, scope, ValueOrigin.Input) { Type = TensorType(input.Type), IsInput = true };
                Define(scope, value);
            }

            scope.Inputs.Add(value);
        }
    }

    private void DefineOutputs(GraphScope scope, NodeProto proto)
    {
        var node = new GraphNode(proto, scope);
        scope.Nodes.Add(node);
        var origin = node.Is("Constant") && proto.Attribute.Count == 1 && DenseConstants.Contains(proto.Attribute[0].Name)
            ? ValueOrigin.Stored
            : ValueOrigin.Node;
        foreach (var name in proto.Output)
        {
            if (name.Length == 0)
            {
                node.Outputs.Add(null);
                continue;
            }

            var value = new GraphValue(name, scope, origin) { Producer = node };
            Define(scope, value);
            node.Outputs.Add(value);
        }
    }

    private void Connect(GraphNode node)
    {
        foreach (var name in node.Proto.Input)
        {
            var value = name.Length == 0 ? null : node.Scope.Resolve(name);
            value?.AddConsumer(node);
            node.Inputs.Add(value);
        }

        if (node.Proto.Attribute.Count > 0)
        {
            node.Bodies = [.. Subgraphs.Of(node.Proto).Select(body => Build(body, node.Scope))];
        }
    }

    private void Define(GraphScope scope, GraphValue value)
    {
        if (!scope.Define(value))
        {
            Problem ??= $"value '{value.Name}' is defined twice";
        }
    }

    /// <summary>Element type of a tensor; undefined for everything else.</summary>
    public static ElementType TensorType(TypeProto? type) => (ElementType)(type?.TensorType?.ElemType ?? 0);
}
