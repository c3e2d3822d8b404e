namespace QuantBuild.Memory.Simulation.Rewrite.HalfPrecision;

/// <summary>Operators that the CPU provider computes in half precision on x64: those that move elements, and a few that were written for it.</summary>
internal static class HalfKernels
{
    private static readonly HashSet<(string Domain, string Operator)> Known =
    [
        .. new[]
        {
            "Cast", "Compress", "Concat", "ConstantOfShape", "DequantizeLinear", "Expand", "Flatten", "Gather", "GatherElements", "GatherND", "Identity", "If",
            "IsNaN", "LayerNormalization", "Loop", "Optional", "QuantizeLinear", "Reshape", "Scan", "Scatter", "ScatterElements", "ScatterND",
            "SequenceAt", "SequenceConstruct", "SequenceErase", "SequenceInsert", "Shape", "Sign", "Size", "Slice", "Split", "Squeeze", "Transpose", "Unsqueeze",
        }.Select(name => (string.Empty, name)),
        .. new[]
        {
            "DequantizeLinear", "GatherBlockQuantized", "GroupQueryAttention", "MatMulNBits", "QuantizeLinear", "RotaryEmbedding",
            "SimplifiedLayerNormalization", "SkipLayerNormalization", "SkipSimplifiedLayerNormalization",
        }.Select(name => (ActivationFusion.Microsoft, name)),
    ];

    /// <summary>The node runs on halves as it is.</summary>
    public static bool Has(RuntimeNode node) => Known.Contains((node.Domain, node.Operator));

    /// <summary>It takes halves that no kernel of its own takes.</summary>
    public static bool NeedsCasts(RuntimeNode node) => node.Inputs.Exists(input => input.IsHalf()) && !node.HasBodies && !Has(node);
}
