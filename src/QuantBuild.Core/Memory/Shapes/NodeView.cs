using System.Collections.Immutable;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes;

/// <summary>One node as a rule sees it: with the shapes of the run that is projected, or with what the runtime knows at load.</summary>
internal sealed class NodeView(NodeCall call, bool atLoad)
{
    private readonly NodeOutput?[] _outputs = new NodeOutput?[call.OutputCount];
    private readonly KnownShape?[] _shapes = Shapes(call.Inputs, atLoad);

    public string Operator => call.Operator;

    public int Opset => call.Opset;

    public NodeProto Proto => call.Proto;

    public int InputCount => call.Inputs.Count;

    public int OutputCount => call.OutputCount;

    /// <summary>Nothing that the run adds to what is known at load: both views are one.</summary>
    public bool SameAtLoad
    {
        get
        {
            for (var i = 0; i < call.Inputs.Count; i++)
            {
                if (call.Inputs[i] is { } input && !(Same(input) && (input.Value is null || input.IsConstant)))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>What is known at load is asked for. A rule that asks is asked once more for the other view.</summary>
    public bool AtLoad
    {
        get
        {
            DependsOnView = true;
            return atLoad;
        }
    }

    /// <summary>The rule looked at <see cref="AtLoad"/>.</summary>
    public bool DependsOnView { get; private set; }

    /// <summary>The input is given.</summary>
    public bool Has(int input) => Facts(input) is not null;

    public ElementType Type(int input) => Facts(input)?.Type ?? ElementType.Undefined;

    public KnownShape? Shape(int input) => input < _shapes.Length ? _shapes[input] : null;

    public int? Rank(int input) => Shape(input)?.Rank;

    /// <summary>The elements of an input, where this view has them.</summary>
    public SmallTensor? Value(int input) => Facts(input) is { } facts && (!atLoad || facts.IsConstant) ? facts.Value : null;

    /// <summary>The elements of an input with their extents.</summary>
    public SmallArray? Array(int input) =>
        Value(input) is { } value && Shape(input)?.Concrete() is { } shape && shape.Elements == value.Count ? new SmallArray(shape.Dimensions, value) : null;

    /// <summary>Integers of an input, where this view has them.</summary>
    public ImmutableArray<long>? IntegersOf(int input) => Value(input) is { } value && value.Reals.IsEmpty ? value.Integers : null;

    public AttributeProto? Attribute(string name) => call.Proto.Attribute(name);

    public long Integer(string name, long fallback) => call.Proto.Integer(name) ?? fallback;

    public float Real(string name, float fallback) => Attribute(name) is { HasF: true } attribute ? attribute.F : fallback;

    public string Text(string name, string fallback) => Attribute(name) is { HasS: true } attribute ? attribute.S.ToStringUtf8() : fallback;

    public ImmutableArray<long>? Integers(string name) => Attribute(name) is { } attribute ? [.. attribute.Ints] : null;

    /// <summary>Integers of an attribute, or of the input that took its place in a later operator set; null where neither says them.</summary>
    public ImmutableArray<long>? Integers(string name, int input) => Has(input) ? IntegersOf(input) : Integers(name);

    /// <summary>The attribute or the input is there, whatever it says.</summary>
    public bool Has(string name, int input) => Has(input) || Attribute(name) is not null;

    public void Output(int output, ElementType type, KnownShape? shape, SmallTensor? value = null, bool isUpperBound = false)
    {
        if (output < _outputs.Length)
        {
            shape = Sound(shape);
            var kept = value is { Count: <= SmallTensor.MaxElements } && shape?.Concrete()?.Elements == value.Count ? value : null;
            _outputs[output] = new NodeOutput(type, shape, kept, isUpperBound);
        }
    }

    public void Output(int output, ElementType type, SmallArray array) => Output(output, type, KnownShape.Of(new TensorShape(array.Dimensions)), array.Elements);

    /// <summary>The most an extent can be that depends on the data; the output that has it must say that it is bounded.</summary>
    public Dimension Bound(Dimension most) => AtLoad ? Dimension.Unknown : most;

    public NodeOutput? Result(int output) => _outputs[output];

    /// <summary>Attributes that contradict a shape can make an extent negative, which says nothing.</summary>
    private static KnownShape? Sound(KnownShape? shape) => shape is { } known && HasNegative(known)
        ? new KnownShape([.. known.Dimensions.Select(dimension => dimension.Extent < 0 ? Dimension.Unknown : dimension)])
        : shape;

    private static bool HasNegative(KnownShape shape)
    {
        foreach (var dimension in shape.Dimensions)
        {
            if (dimension.Extent < 0)
            {
                return true;
            }
        }

        return false;
    }

    private ValueFacts? Facts(int input) => input < call.Inputs.Count ? call.Inputs[input] : null;

    private static KnownShape?[] Shapes(IReadOnlyList<ValueFacts?> inputs, bool atLoad)
    {
        var shapes = new KnownShape?[inputs.Count];
        for (var i = 0; i < shapes.Length; i++)
        {
            shapes[i] = ShapeOf(inputs[i], atLoad);
        }

        return shapes;
    }

    // What is known at load is most often all there is: one list of extents then does for both.
    private static KnownShape? ShapeOf(ValueFacts? facts, bool atLoad) =>
        atLoad || facts?.Concrete is not { } concrete || Same(facts) && facts.Known is not null ? facts?.Known : KnownShape.Of(concrete);

    private static bool Same(ValueFacts input)
    {
        if (input.Concrete is not { } concrete)
        {
            return true;
        }

        if (input.Known is not { } known || known.Rank != concrete.Dimensions.Length)
        {
            return false;
        }

        for (var i = 0; i < known.Rank; i++)
        {
            if (known.Dimensions[i].Extent != concrete.Dimensions[i])
            {
                return false;
            }
        }

        return true;
    }
}
