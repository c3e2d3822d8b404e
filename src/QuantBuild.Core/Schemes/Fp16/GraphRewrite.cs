using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>Carries the plans of nodes and values out on a model's own (cloned) structure.</summary>
internal sealed class GraphRewrite(ValuePlanner values, StoredTensors stored, GraphNames names)
{
    public int CastsAdded { get; private set; }

    public void Apply(IReadOnlyList<GraphScope> scopes, IReadOnlyList<NodePlan> nodes)
    {
        var casts = values.Plans.Where(plan => plan.NeedsCast).ToLookup(plan => (plan.Value.Scope, plan.Value.Producer));
        foreach (var node in nodes)
        {
            Rename(node);
        }

        foreach (var scope in scopes)
        {
            Declare(scope);
            ConvertInitializers(scope);
            Order(scope, casts);
        }
    }

    private void Rename(NodePlan plan)
    {
        var node = plan.Node;
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            if (values.Of(node.Inputs[i]) is { } value)
            {
                node.Proto.Input[i] = plan.HalfInputs[i] ? value.HalfName : value.FullName;
            }
        }

        for (var i = 0; i < node.Outputs.Count; i++)
        {
            if (values.Of(node.Outputs[i]) is { } value)
            {
                node.Proto.Output[i] = value.MadeName;
            }
        }

        if (values.Of(node.Outputs.Count > 0 ? node.Outputs[0] : null) is { MadeHalf: true } made)
        {
            OutputTypeAttributes.SetHalf(node);
            if (node.Is("Constant") || node.Is("ConstantOfShape"))
            {
                stored.ConvertAttribute(node.Proto, made.Value.Name);
            }
        }
    }

    /// <summary>Declared types follow; a value whose float32 form keeps the name keeps its declaration.</summary>
    private void Declare(GraphScope scope)
    {
        foreach (var info in scope.Proto.Input.Concat(scope.Proto.ValueInfo).Concat(scope.Proto.Output))
        {
            if (values.Of(scope.Own(info.Name)) is { MadeHalf: true, FullKeepsName: false } && info.Type?.TensorType is { } tensor)
            {
                tensor.ElemType = (int)ElementType.Float16;
            }
        }
    }

    private void ConvertInitializers(GraphScope scope)
    {
        foreach (var tensor in scope.Proto.Initializer)
        {
            if (values.Of(scope.Own(tensor.Name)) is { MadeHalf: true })
            {
                stored.Convert(tensor, tensor.Name);
            }
        }
    }

    /// <summary>In topological order, each Cast right after what it casts.</summary>
    private void Order(GraphScope scope, ILookup<(GraphScope Scope, GraphNode? Producer), ValuePlan> casts)
    {
        var ordered = casts[(scope, null)].Select(Cast).ToList();
        foreach (var node in scope.Nodes)
        {
            ordered.Add(node.Proto);
            ordered.AddRange(casts[(scope, node)].Select(Cast));
        }

        scope.Proto.Node.Clear();
        scope.Proto.Node.AddRange(ordered);
    }

    private NodeProto Cast(ValuePlan plan)
    {
        CastsAdded++;
        var output = plan.MadeHalf ? plan.FullName : plan.HalfName;

        // Where constants are not folded, ONNX Runtime looks for what a Cast of a stored value gives under the name of the Cast itself.
        var name = plan.Value.Origin == ValueOrigin.Stored && output != plan.Value.Name ? output : names.Allocate($"Cast_{plan.Value.Name}");
        var node = new NodeProto { OpType = "Cast", Name = name, Input = { plan.MadeName }, Output = { output } };
        node.Set("to", (long)(plan.MadeHalf ? ElementType.Float32 : ElementType.Float16));
        return node;
    }
}
