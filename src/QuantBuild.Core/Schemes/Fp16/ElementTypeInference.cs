using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>Gives every value its element type, from the operators' signatures; what they do not say, the model's own value infos may.</summary>
internal sealed class ElementTypeInference(OperatorSignatures signatures)
{
    public void Infer(GraphScope scope)
    {
        var declared = scope.Proto.ValueInfo.Concat(scope.Proto.Output)
            .GroupBy(info => info.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => GraphBuilder.TensorType(group.First().Type), StringComparer.Ordinal);
        foreach (var node in scope.Nodes)
        {
            InferBodies(node);
            InferOutputs(node);
            foreach (var output in node.Outputs)
            {
                if (output is { Type: ElementType.Undefined })
                {
                    output.Type = declared.GetValueOrDefault(output.Name);
                }
            }
        }
    }

    /// <summary>Loop and Scan hand their inputs to their body; Loop's own two come before them there as here.</summary>
    private void InferBodies(GraphNode node)
    {
        foreach (var body in node.Bodies)
        {
            for (var i = 0; i < body.Inputs.Count && i < node.Inputs.Count && !node.Is("If"); i++)
            {
                if (body.Inputs[i].Type == ElementType.Undefined)
                {
                    body.Inputs[i].Type = node.Inputs[i]?.Type ?? ElementType.Undefined;
                }
            }

            Infer(body);
        }
    }

    private void InferOutputs(GraphNode node)
    {
        if (node.Is("Constant"))
        {
            SetType(node.Outputs.FirstOrDefault(), ConstantType(node.Proto));
            return;
        }

        if (node.Bodies.Count > 0)
        {
            // The outputs of a Loop's body begin with its condition.
            var skip = node.Is("Loop") ? 1 : 0;
            for (var i = 0; i < node.Outputs.Count && i + skip < node.Bodies[0].Outputs.Count; i++)
            {
                SetType(node.Outputs[i], node.Bodies[0].Outputs[i + skip].Type);
            }

            return;
        }

        if (signatures.Of(node) is { } signature)
        {
            for (var i = 0; i < node.Outputs.Count; i++)
            {
                SetType(node.Outputs[i], signature.Output(i) is not { } slot ? ElementType.Undefined
                    : !slot.IsVariable ? slot.Fixed
                    : Bound(node, signature, slot.Word) is not ElementType.Undefined and var type ? type
                    : OutputTypeAttributes.Read(node));
            }
        }
    }

    /// <summary>What a type variable stands for, from the first input that says so.</summary>
    private static ElementType Bound(GraphNode node, OperatorSignature signature, string variable)
    {
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            if (node.Inputs[i] is { Type: not ElementType.Undefined } value && signature.Input(i) is { IsVariable: true } slot && slot.Word == variable)
            {
                return value.Type;
            }
        }

        return ElementType.Undefined;
    }

    private static ElementType ConstantType(NodeProto constant) => constant.Attribute.Count == 0 ? ElementType.Undefined : constant.Attribute[0] switch
    {
        { Name: "value", T: { } tensor } => (ElementType)tensor.DataType,
        { Name: "value_float" or "value_floats" } => ElementType.Float32,
        { Name: "value_int" or "value_ints" } => ElementType.Int64,
        { Name: "value_string" or "value_strings" } => ElementType.String,
        { Name: "sparse_value", SparseTensor.Values: { } values } => (ElementType)values.DataType,
        _ => ElementType.Undefined,
    };

    private static void SetType(GraphValue? value, ElementType type)
    {
        if (value is not null)
        {
            value.Type = type;
        }
    }
}
