namespace QuantBuild.Formats.Onnx;

/// <summary>Operators whose narrow integer constants stand for quantized floating point.</summary>
internal static class QuantizedOperators
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "DequantizeLinear", "QuantizeLinear", "MatMulInteger", "ConvInteger", "QLinearMatMul", "QLinearConv",
        // com.microsoft
        "MatMulNBits", "MatMulBnb4", "GatherBlockQuantized", "DynamicQuantizeMatMul", "MatMulIntegerToFloat", "DynamicQuantizeLSTM",
        "QAttention", "QEmbedLayerNormalization", "QGemm", "QLinearAdd", "QLinearMul", "QLinearConcat", "QLinearSigmoid",
        "QLinearLeakyRelu", "QLinearSoftmax", "QLinearAveragePool", "QLinearGlobalAveragePool", "QMoE", "NhwcMaxPool",
    };

    public static bool TakesWeights(string? operatorType) => operatorType is not null && Types.Contains(operatorType);
}
