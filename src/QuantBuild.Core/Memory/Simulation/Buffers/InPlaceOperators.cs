namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>Operators whose kernels may write over an input, measured with ONNX Runtime 1.31.1. Not among them: Add, Sub, Mul, Div, Min, Max, Sum, PRelu, normalisations, Gelu.</summary>
internal static class InPlaceOperators
{
    private const int ConvAddend = 3;

    private static readonly HashSet<string> Views = new(
        ["Reshape", "Squeeze", "Unsqueeze", "Flatten", "Identity", "Dropout"], StringComparer.Ordinal);

    private static readonly HashSet<string> OverFirstInput = new(
        [
            "Relu", "Sigmoid", "Tanh", "Clip", "LeakyRelu", "Elu", "Selu", "ThresholdedRelu", "HardSigmoid", "Softplus", "Softsign", "Celu", "HardSwish",
            "Exp", "Log", "Sqrt", "Erf", "Abs", "Neg", "Reciprocal", "Floor", "Ceil", "Round", "Sign", "Not",
            "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Asinh", "Acosh", "Atanh",
            "Cast", "Softmax", "LogSoftmax", "ScatterND", "ScatterElements",
        ],
        StringComparer.Ordinal);

    /// <summary>The output is always the input's buffer under another shape.</summary>
    public static bool IsView(RuntimeNode node) => node.Domain.Length == 0 && Views.Contains(node.Operator);

    /// <summary>The input its first output may be written over; null where the kernel needs another buffer.</summary>
    public static RuntimeValue? Overwritten(RuntimeNode node)
    {
        if (node.Operator is "Conv" or "FusedConv")
        {
            return node.Inputs.ElementAtOrDefault(ConvAddend);
        }

        return node.Domain is "" or "com.microsoft.nchwc" && OverFirstInput.Contains(node.Operator) ? node.Inputs.ElementAtOrDefault(0) : null;
    }
}
