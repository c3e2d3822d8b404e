using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>
/// Decides which nodes compute in float16. What the operator's signature admits is enough for the model to load: where ONNX Runtime has
/// no float16 kernel, it casts by itself.
/// </summary>
internal sealed class NodePlanner(OperatorSignatures signatures, NameGlobs excluded, ShapeArithmetic shapes, PositionArithmetic positions,
    QuantizedArithmetic quantized, LargeStatistics statistics)
{
    /// <summary>
    /// Variables that stay float32 although they could be float16: running statistics span more than its range, and ONNX Runtime 1.24 fails
    /// to load a normalization whose exponent it has to cast.
    /// </summary>
    private static readonly HashSet<(string Operator, string Variable)> Pinned = [("BatchNormalization", "T2"), ("BatchNormalization", "U"), ("Pow", "T1")];

    public NodePlan Plan(GraphNode node)
    {
        if (excluded.Match(node))
        {
            return NodePlan.Kept(node, "named in ExcludeNodes");
        }

        if (node.Is("Constant"))
        {
            // Stored elements, whose type its consumers decide.
            return new NodePlan(node, new bool[node.Inputs.Count], new bool[node.Outputs.Count], null);
        }

        if (node.Bodies.Count > 0)
        {
            return NodePlan.Kept(node, "hands float32 to its subgraphs");
        }

        if (signatures.Of(node) is not { } signature)
        {
            return NodePlan.Kept(node, node.Domain.Length == 0 ? "unknown operator" : $"operator of domain {node.Domain}");
        }

        return signature.HasSequences ? NodePlan.Kept(node, "takes or gives a sequence or optional")
            : ReducesWhileScattering(node) ? NodePlan.Kept(node, "reduces while scattering, for which ONNX Runtime's CPU provider has float32 only")
            : IsBoundToItsExponent(node, signature) ? NodePlan.Kept(node, "squares that a normalization averages, with an exponent of the same type")
            : shapes.Holds(node) ? NodePlan.Kept(node, "shape arithmetic")
            : positions.Holds(node) ? NodePlan.Kept(node, "angle of a position")
            : quantized.Holds(node) ? NodePlan.Kept(node, "belongs to quantized arithmetic")
            : BatchTransposes.Holds(node) ? NodePlan.Kept(node, BatchTransposes.Reason)
            : HasUnknownType(node, signature) ? NodePlan.Kept(node, "takes a value of unknown type")
            : Convert(node, signature);
    }

    /// <summary>The one place where ONNX Runtime has a float16 kernel, so inserts no cast, and the kernel then refuses an attribute.</summary>
    private static bool ReducesWhileScattering(GraphNode node) =>
        (node.Is("ScatterElements") || node.Is("ScatterND")) && node.Proto.Attribute("reduction") is { S: { IsEmpty: false } reduction } && reduction.ToStringUtf8() != "none";

    /// <summary>Before opset 12 the exponent cannot stay float32 by itself.</summary>
    private static bool IsBoundToItsExponent(GraphNode node, OperatorSignature signature) =>
        node.Is("Pow") && signature.Input(0) == signature.Input(1) && node.Outputs[0] is { } powers && powers.Consumers.Any(consumer => consumer.Is("ReduceMean"));

    private NodePlan Convert(GraphNode node, OperatorSignature signature)
    {
        bool Half(GraphValue? value, TypeSlot? slot) =>
            value is { Type: ElementType.Float32 } && slot is { AdmitsHalf: true } known && !Pinned.Contains((node.Operator, known.Word));

        var (inputs, outputs) = (new bool[node.Inputs.Count], new bool[node.Outputs.Count]);
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Half(node.Inputs[i], signature.Input(i));
        }

        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Half(node.Outputs[i], signature.Output(i));
        }

        var plan = new NodePlan(node, inputs, outputs, null);
        return !plan.IsConverted ? NodePlan.Kept(node, "takes float32 only")
            : statistics.Holds(node, plan.HalfInputs) ? NodePlan.Kept(node, LargeStatistics.Reason)
            : plan;
    }

    /// <summary>A variable that stands for float32 at one position must not stand for something unknown at another.</summary>
    private static bool HasUnknownType(GraphNode node, OperatorSignature signature)
    {
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            if (node.Inputs[i] is { Type: ElementType.Undefined } && signature.Input(i) is not { IsVariable: false })
            {
                return true;
            }
        }

        return false;
    }
}
