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
    private readonly ValueTable<ValueFacts> _facts;
    private readonly Dictionary<GraphValue, RuntimeValue> _values;

    private readonly RuntimeGraphBuilder? _around;

    private RuntimeGraphBuilder(OnnxModel model, GraphScope scope, InputShapes shapes)
    {
        _model = model;
        _facts = GraphShapes.Infer(scope, model.Proto, shapes);
        LeftBehind.Collect(scope.Nodes.Count);
        _values = new(scope.Values.Count);
        _graph = new RuntimeGraph { Opsets = GraphShapes.Opsets(model.Proto.OpsetImport) };
    }

    private RuntimeGraphBuilder(RuntimeGraphBuilder around)
    {
        (_model, _facts, _values, _around) = (around._model, around._facts, [], around);
        _graph = new RuntimeGraph { Opsets = around._graph.Opsets, Depth = around._graph.Depth + 1 };
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
            _values.Add(value, new RuntimeValue(value.Name) { Facts = _facts[value] ?? new ValueFacts { Type = value.Type } });
        }

        AddConstants(scope);
        if (_model.MayBeChanged && _around is null)
        {
            scope.DropInitializers();
            LeftBehind.Collect(scope.Nodes.Count);
        }

        foreach (var input in scope.Inputs)
        {
            _values[input].IsGraphInput = true;
            _graph.Inputs.Add(_values[input]);
        }

        var index = new Dictionary<NodeProto, int>(scope.Proto.Node.Count, ReferenceEqualityComparer.Instance);
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
            Of(output).IsGraphOutput = true;
            _graph.Outputs.Add(Of(output));
        }

        if (_graph.Nodes.Any(node => NodeInference.SaysMore(_graph, node)))
        {
            NodeInference.RefreshAll(_graph);
        }

        return _graph;
    }

    /// <summary>Initializers, then tensors of <c>Constant</c> nodes.</summary>
    private void AddConstants(GraphScope scope)
    {
        foreach (var value in scope.Values.Where(value => value.Initializer is not null))
        {
            AddConstant(value, value.Initializer);
        }

        foreach (var sparse in scope.Proto.SparseInitializer)
        {
            if (sparse.Values is { } values && scope.Own(values.Name) is { } value)
            {
                AddConstant(value, tensor: null);
            }
        }

        foreach (var node in scope.Nodes.Where(node => node.Is("Constant")))
        {
            if (node.Outputs is [{ } output])
            {
                AddConstant(output, node.Proto.Attribute.FirstOrDefault()?.T);
            }
        }
    }

    private void AddConstant(GraphValue value, TensorProto? tensor)
    {
        var constant = _values[value];
        constant.Storage = RuntimeConstants.StorageOf(tensor, _model);
        _graph.Constants.Add(constant);
    }

    private void AddNode(GraphNode source, int index)
    {
        var node = new RuntimeNode(index, source.Operator, source.Domain, source.Proto, source.Inputs.Count, source.Outputs.Count)
        {
            Captured = source.Bodies.Count > 0 ? [.. Subgraphs.Captured(source.Proto).Select(name => Of(source.Scope.Resolve(name)))] : [],
            Bodies = [.. source.Bodies.Select(body => new RuntimeGraphBuilder(this).Build(body))],
        };
        _graph.Nodes.Add(node);
        foreach (var input in source.Inputs)
        {
            var taken = input is null ? null : Of(input);
            node.Inputs.Add(taken);
            taken?.Consumers.Add(node);
        }

        foreach (var output in source.Outputs)
        {
            var made = output is null ? null : _values[output];
            node.Outputs.Add(made);
            _ = made?.Producer = node;
        }

        foreach (var captured in node.Captured)
        {
            captured.Consumers.Add(node);
        }
    }

    /// <summary>The value itself, or what stands for it in a body that captures it.</summary>
    private RuntimeValue Of(GraphValue value)
    {
        if (!_values.TryGetValue(value, out var own))
        {
            var outer = _around?.Of(value);
            _values[value] = own = new RuntimeValue(value.Name) { Facts = outer?.Facts ?? new ValueFacts(), Storage = outer?.Storage ?? WeightStorage.None, Outer = outer };
        }

        return own;
    }
}
