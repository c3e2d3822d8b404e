using QuantBuild.Formats.Onnx;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes;

/// <summary>Carries facts through a graph, node after node, bodies included.</summary>
internal sealed class GraphShapes
{
    private readonly ValueTable<ValueFacts> _facts;
    private readonly Dictionary<ValueFacts, ValueFacts> _shared = [];
    private readonly Dictionary<GraphScope, Dictionary<string, ValueFacts>> _stated = [];
    private readonly IReadOnlyDictionary<string, int> _opsets;
    private readonly bool _overridable;
    private readonly FunctionCalls _functions;

    private GraphShapes(int values, IReadOnlyDictionary<string, int> opsets, bool overridable, FunctionCalls functions)
    {
        _facts = new(values);
        _opsets = opsets;
        _overridable = overridable;
        _functions = functions;
    }

    /// <summary>Facts of every value of which something is known, in the main graph and the bodies below it.</summary>
    /// <param name="main">The model's main graph.</param>
    /// <param name="model">Imported operator sets and local functions.</param>
    /// <param name="inputs">What a person says of the inputs in the run that is projected; the others keep the numbers they declare.</param>
    public static ValueTable<ValueFacts> Infer(GraphScope main, ModelProto model, InputShapes inputs)
    {
        // Before IR version 4 every initializer had to be listed as an input; the runtime takes those for constants.
        var shapes = new GraphShapes(main.Values.Count, Opsets(model.OpsetImport), model.IrVersion >= 4, new FunctionCalls(model.Functions));
        var given = inputs.ApplyTo(GraphInputs.Of(main.Proto)).Where(input => input.IsFixed).ToLookup(input => input.Name, StringComparer.Ordinal);
        foreach (var input in main.Inputs.Where(input => input.Origin == ValueOrigin.Input))
        {
            shapes.Declare(input, given[input.Name].FirstOrDefault()?.Dimensions is { } dimensions ? new TensorShape([.. dimensions.Select(dimension => dimension.Extent!.Value)]) : null);
        }

        shapes.Walk(main);
        return shapes._facts;
    }

    /// <summary>Facts of a function's outputs.</summary>
    public static IReadOnlyList<ValueFacts?> Infer(GraphScope body, IReadOnlyList<ValueFacts?> inputs, IReadOnlyDictionary<string, int> opsets, FunctionCalls functions)
    {
        var shapes = new GraphShapes(body.Values.Count, opsets, overridable: false, functions);
        return shapes.Body(body, inputs);
    }

    /// <summary>Versions by domain; the standard one's two names are one.</summary>
    public static IReadOnlyDictionary<string, int> Opsets(IEnumerable<OperatorSetIdProto> imports)
    {
        var versions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var import in imports)
        {
            versions[import.Domain == "ai.onnx" ? string.Empty : import.Domain] = (int)Math.Clamp(import.Version, 0, int.MaxValue);
        }

        return versions;
    }

    /// <summary>Walks a body whose inputs are known so far; facts of its outputs.</summary>
    public IReadOnlyList<ValueFacts?> Body(GraphScope body, IReadOnlyList<ValueFacts?> inputs)
    {
        for (var i = 0; i < body.Inputs.Count; i++)
        {
            Declare(body.Inputs[i], null);
            if (i < inputs.Count && inputs[i] is { } given)
            {
                var declared = Of(body.Inputs[i]);
                _facts[body.Inputs[i]] = given with { Known = FactMerge.Stated(given.Known, declared?.Known), IsConstant = false };
            }
        }

        Walk(body);
        return [.. body.Outputs.Select(Of)];
    }

    public ValueFacts? Of(GraphValue? value) => value is null ? null : _facts[value];

    private void Declare(GraphValue input, TensorShape? shape)
    {
        var known = DeclaredShape.Of(input.Scope.Proto.Input.FirstOrDefault(declared => declared.Name == input.Name)?.Type);
        var concrete = shape is { Elements: not null } ? shape : known?.Concrete();
        _facts[input] = new ValueFacts { Type = input.Type, Concrete = concrete, Known = known };
    }

    private void Walk(GraphScope scope)
    {
        foreach (var value in scope.Values.Where(value => value.Initializer is not null))
        {
            var stored = ConstantReader.Read(value.Initializer!);
            _facts[value] = Shared(value.IsInput && _overridable && scope.Parent is null ? stored with { IsConstant = false } : stored);
        }

        foreach (var sparse in scope.Proto.SparseInitializer)
        {
            if (sparse.Values is { } values && scope.Own(values.Name) is { } value)
            {
                _facts[value] = ConstantReader.Read(sparse);
            }
        }

        foreach (var node in scope.Nodes)
        {
            var inputs = node.Inputs.ConvertAll(Of);
            var outputs = node.Bodies.Count > 0 ? BodyShapes.Infer(this, node, inputs)
                : _functions.Find(node.Proto) is { } function ? _functions.Infer(function, node.Proto, inputs)
                : ShapeRules.Infer(new NodeCall(node.Operator, node.Domain, _opsets.GetValueOrDefault(node.Domain, 1), node.Proto, inputs, node.Outputs.Count));
            for (var i = 0; i < node.Outputs.Count; i++)
            {
                if (node.Outputs[i] is { } value)
                {
                    Keep(value, i < outputs.Count ? outputs[i] : null);
                }
            }
        }
    }

    /// <summary>Facts of an output, together with what the file says of it.</summary>
    private void Keep(GraphValue value, ValueFacts? facts)
    {
        if (!_stated.TryGetValue(value.Scope, out var stated))
        {
            stated = [];
            foreach (var declared in value.Scope.Proto.Output.Concat(value.Scope.Proto.ValueInfo).Where(declared => declared.Type is not null))
            {
                stated.TryAdd(declared.Name, new ValueFacts { Type = GraphBuilder.TensorType(declared.Type), Known = DeclaredShape.Of(declared.Type) });
            }

            _stated[value.Scope] = stated;
        }

        var told = stated.GetValueOrDefault(value.Name);
        if (facts is not null || told is not null)
        {
            var result = facts ?? told!;
            var whole = FactMerge.Stated(result.Known, told?.Known);
            _facts[value] = Shared(told is null && result.Concrete is not null ? result : result with
            {
                Type = result.Type == ElementType.Undefined ? told?.Type ?? ElementType.Undefined : result.Type,
                Concrete = result.Concrete ?? whole?.Concrete(),
                Known = whole,
            });
        }
        else
        {
            _facts[value] = null;
        }
    }

    /// <summary>Most values have the type, the extents and even the elements of many others: equal facts are one object, and elements go with extents of others.</summary>
    private ValueFacts Shared(ValueFacts facts)
    {
        if (_shared.TryGetValue(facts, out var known))
        {
            return known;
        }

        if (facts.Value is not null)
        {
            var plain = Shared(facts with { Value = null });
            facts = facts with { Concrete = plain.Concrete, Known = plain.Known };
        }

        return _shared[facts] = facts;
    }
}
