using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>Operators whose output type an attribute says, because no input does.</summary>
internal static class OutputTypeAttributes
{
    /// <summary>The type the attribute says, or its default; undefined for every other operator.</summary>
    public static ElementType Read(GraphNode node) => node.Domain.Length > 0 ? ElementType.Undefined : node.Operator switch
    {
        "Cast" => Type(node.Proto.Integer("to"), ElementType.Undefined),
        "ConstantOfShape" => Type(node.Proto.Attribute("value")?.T?.DataType, ElementType.Float32),
        "RandomNormal" or "RandomUniform" => Type(node.Proto.Integer("dtype"), ElementType.Float32),
        "EyeLike" => Type(node.Proto.Integer("dtype"), Like(node)),
        "RandomNormalLike" or "RandomUniformLike" or "Bernoulli" => Type(node.Proto.Integer("dtype"), Like(node)),
        "Multinomial" => Type(node.Proto.Integer("dtype"), ElementType.Int32),
        "QuantizeLinear" => Type(node.Proto.Integer("output_dtype") is 0 ? null : node.Proto.Integer("output_dtype"), ElementType.UInt8),
        "BlackmanWindow" or "HammingWindow" or "HannWindow" or "MelWeightMatrix" => Type(node.Proto.Integer("output_datatype"), ElementType.Float32),
        _ => ElementType.Undefined,
    };

    /// <summary>Says float16 where the node says its output type by attribute.</summary>
    public static void SetHalf(GraphNode node)
    {
        switch (node.Domain.Length == 0 ? node.Operator : string.Empty)
        {
            case "Cast":
                node.Proto.Set("to", (long)ElementType.Float16);
                break;
            case "RandomNormal" or "RandomUniform" or "EyeLike" or "RandomNormalLike" or "RandomUniformLike" or "Bernoulli":
                node.Proto.Set("dtype", (long)ElementType.Float16);
                break;
            case "ConstantOfShape" when node.Proto.Attribute("value")?.T is null:
                node.Proto.Set("value", new TensorProto { DataType = (int)ElementType.Float32, Dims = { 1 }, FloatData = { 0f } });
                break;
        }
    }

    private static ElementType Like(GraphNode node) => node.Inputs.Count > 0 ? node.Inputs[0]?.Type ?? ElementType.Undefined : ElementType.Undefined;

    private static ElementType Type(long? written, ElementType otherwise) => written is { } number ? (ElementType)number : otherwise;
}
