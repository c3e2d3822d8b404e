using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation;

/// <summary>Makes the graph that the runtime starts from: nodes numbered by their place in the file, constants apart, everything inferred.</summary>
internal sealed class RuntimeGraphBuilder
{
    private readonly OnnxModel _model;
    private readonly RuntimeGraph _graph;
    private readonly IReadOnlyDictionary<GraphValue, ValueFacts> _facts;
    private readonly Dictionary<GraphValue, RuntimeValue> _values = [];

    private RuntimeGraphBuilder(OnnxModel model, GraphScope scope, InputShapes shapes)
    {
        _model = model;
        _facts = GraphShapes.Infer(scope, model.Proto, shapes);
        _graph = new RuntimeGraph { Opsets = GraphShapes.Opsets(model.Proto.OpsetImport) };
    }

    /// <summary>Null where the graph cannot be understood: a name defined twice, nodes in a circle.</summary>
    /// <param name="model">A model, or the structure a plan would write.</param>
    /// <param name="shapes">Extents of inputs in the run that is projected.</param>
    public static RuntimeGraph? Build(OnnxModel model, InputShapes shapes) =>
        GraphBuilder.Build(model.Proto.Graph, out _) is { } scope && RequiredInputs.ArePresent(scope) ? new RuntimeGraphBuilder(model, scope, shapes).Build(scope) : null;

    private RuntimeGraph Build(GraphScope scope)
    {
        foreach (var value in scope.Values)
        {
            _values.Add(value, new RuntimeValue(value.Name) { Facts = _facts.GetValueOrDefault(value) ?? new ValueFacts { Type = value.Type } });
        }

        AddConstants(scope, captor: null);
        foreach (var input in scope.Inputs)
        {
            _values[input].IsGraphInput = true;
            _graph.Inputs.Add(_values[input]);
        }

        var index = new Dictionary<NodeProto, int>(ReferenceEqualityComparer.Instance);
        foreach (var proto in scope.Proto.Node.Where(proto => proto is not { OpType: "Constant", Domain: "" or "ai.onnx" }))
        {
            index.Add(proto, _graph.NextIndex++);
        }

        foreach (var node in scope.Nodes.Where(node => !node.Is("Constant")))
        {
            AddNode(node, index[node.Proto]);
        }

        foreach (var output in scope.Outputs)
        {
            _values[output].IsGraphOutput = true;
            _graph.Outputs.Add(_values[output]);
        }

        if (_graph.Nodes.Values.Any(node => NodeInference.SaysMore(_graph, node)))
        {
            NodeInference.RefreshAll(_graph);
        }

        return _graph;
    }

    /// <summary>Initializers, then tensors of <c>Constant</c> nodes; those of a body stay in memory for the node that has it.</summary>
    private void AddConstants(GraphScope scope, RuntimeNode? captor)
    {
        foreach (var (value, tensor) in scope.Values.Where(value => value.Initializer is not null).Select(value => (value, value.Initializer))
            .Concat(scope.Nodes.Where(node => node.Is("Constant") && node.Outputs is [not null])
                .Select(node => (node.Outputs[0]!, node.Proto.Attribute.FirstOrDefault()?.T))))
        {
            if (!_values.TryGetValue(value, out var constant))
            {
                constant = new RuntimeValue(value.Name) { Facts = _facts.GetValueOrDefault(value) ?? new ValueFacts { IsConstant = true } };
            }

            constant.Storage = RuntimeConstants.StorageOf(tensor, _model);
            _graph.Constants.Add(constant);
            if (captor is not null)
            {
                Capture(captor, constant);
            }
        }
    }

    private void AddNode(GraphNode source, int index)
    {
        var node = new RuntimeNode(index, source.Operator, source.Domain, source.Proto) { HasBodies = source.Bodies.Count > 0 };
        _graph.Nodes.Add(index, node);
        foreach (var input in source.Inputs.Select(input => input is null ? null : _values[input]))
        {
            node.Inputs.Add(input);
            input?.Consumers.Add(node);
        }

        foreach (var output in source.Outputs.Select(output => output is null ? null : _values[output]))
        {
            node.Outputs.Add(output);
            _ = output?.Producer = node;
        }

        foreach (var name in node.HasBodies ? Subgraphs.Captured(source.Proto) : [])
        {
            Capture(node, _values[source.Scope.Resolve(name)]);
        }

        foreach (var body in source.Bodies)
        {
            AddBodyConstants(node, body);
        }
    }

    private void AddBodyConstants(RuntimeNode node, GraphScope body)
    {
        AddConstants(body, node);
        foreach (var inner in body.Nodes.SelectMany(inner => inner.Bodies))
        {
            AddBodyConstants(node, inner);
        }
    }

    private static void Capture(RuntimeNode node, RuntimeValue value)
    {
        node.Captured.Add(value);
        value.Consumers.Add(node);
    }
}
