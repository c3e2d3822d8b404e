using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx;

// Specifications: https://github.com/onnx/onnx/blob/main/docs/Operators.md
// and https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md

/// <summary>Operators that take quantized weights: which of their inputs are (<c>w</c>), and which are the scales and zero points (<c>s</c>).</summary>
internal static class QuantizedOperators
{
    private static readonly Dictionary<string, (WeightForm Form, string Inputs)> Known = new(StringComparer.Ordinal)
    {
        ["DequantizeLinear"] = (WeightForm.Qdq, "wss"),
        ["QuantizeLinear"] = (WeightForm.Qdq, "-ss"),
        ["MatMulInteger"] = (WeightForm.Dynamic, "wwss"),
        ["ConvInteger"] = (WeightForm.Dynamic, "wwss"),
        ["DynamicQuantizeMatMul"] = (WeightForm.Dynamic, "-wss-"),
        ["MatMulIntegerToFloat"] = (WeightForm.Dynamic, "wwssss-"),
        ["DynamicQuantizeLSTM"] = (WeightForm.Dynamic, "-ww-----ssss"),
        ["QAttention"] = (WeightForm.Dynamic, "ww-ss-ss-"),
        ["QLinearMatMul"] = (WeightForm.QOperator, "wsswssss"),
        ["QLinearConv"] = (WeightForm.QOperator, "wsswssssw"),
        ["QGemm"] = (WeightForm.QOperator, "wsswsswss"),
        ["QLinearAdd"] = (WeightForm.QOperator, "wsswssss"),
        ["QLinearMul"] = (WeightForm.QOperator, "wsswssss"),
        ["QLinearConcat"] = (WeightForm.QOperator, "sswsswsswss"),
        ["QLinearSigmoid"] = (WeightForm.QOperator, "wssss"),
        ["QLinearLeakyRelu"] = (WeightForm.QOperator, "wssss"),
        ["QLinearSoftmax"] = (WeightForm.QOperator, "wssss"),
        ["QLinearAveragePool"] = (WeightForm.QOperator, "wssss"),
        ["QLinearGlobalAveragePool"] = (WeightForm.QOperator, "wssss"),
        ["QEmbedLayerNormalization"] = (WeightForm.QOperator, "--wwwww-ssssssssss"),
        ["QMoE"] = (WeightForm.QOperator, "--ws-ws-ws-"),
        ["MatMulNBits"] = (WeightForm.MatMulBlocks, "-wss--"),
        ["MatMulBnb4"] = (WeightForm.MatMulBlocks, "-ws"),
        ["GatherBlockQuantized"] = (WeightForm.GatherBlocks, "w-ss"),
    };

    /// <summary>What the tensor is to the node that takes it: weights, their scale or zero point, or (null) nothing of the kind.</summary>
    public static (WeightForm Form, bool IsScale)? Role(TensorUse use) =>
        use.Consumer is { } node && Known.TryGetValue(node.OpType, out var known) && use.Position >= 0 && use.Position < known.Inputs.Length && known.Inputs[use.Position] != '-'
            ? (known.Form, known.Inputs[use.Position] == 's')
            : null;

    /// <summary>Bits of one weight where an attribute says that several share a byte.</summary>
    public static int Bits(NodeProto node, ElementType type) => type != ElementType.UInt8 ? type.Bits() : node.OpType switch
    {
        "MatMulNBits" or "GatherBlockQuantized" => (int)Math.Clamp(node.Integer("bits") ?? 4, 1, 8),
        "MatMulBnb4" => 4,
        "QMoE" => (int)Math.Clamp(node.Integer("expert_weight_bits") ?? 4, 1, 8),
        _ => 8,
    };
}
