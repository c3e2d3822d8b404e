using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Memory.Simulation.Rewrite.Quantized;

/// <summary>Products of matrices whose operands come dequantized.</summary>
internal static class QuantizedProducts
{
    public static bool MatMul(QuantizedUnit unit)
    {
        if (unit.Before is not [{ } left, { } right])
        {
            return BlockwiseProducts.MatMul(unit);
        }

        if (!unit.AreBytes)
        {
            return false;
        }

        var (a, b) = (QuantizedUnit.Scaled(left), QuantizedUnit.Scaled(right));
        switch (unit.After)
        {
            case [var after]:
                unit.Become("QLinearMatMul", string.Empty, [.. a, .. b, .. QuantizedUnit.Scale(after)]);
                return true;
            case [] when !IsQuantizedElsewhere(unit.Node):
                unit.Become("MatMulIntegerToFloat", ActivationFusion.Microsoft, [a[0], b[0], a[1], b[1], a[2], b[2]]);
                return true;
            default:
                return false;
        }
    }

    public static bool Gemm(QuantizedUnit unit)
    {
        var node = unit.Node;
        if (unit is not { TakesOnlyDequantized: true, Before: [{ } left, { } right, ..] } || right.In(2) is null)
        {
            return false;
        }

        if (node.In(2) is not null && (node.Proto.Attribute("beta")?.F ?? 1) != 1 || unit.After.Count == 0 && IsQuantizedElsewhere(node))
        {
            return false;
        }

        unit.Become("QGemm", ActivationFusion.Microsoft,
            [.. QuantizedUnit.Scaled(left), .. QuantizedUnit.Scaled(right), unit.Before.ElementAtOrDefault(2)?.Inputs[0], .. unit.After.SelectMany(QuantizedUnit.Scale)]);
        return true;
    }

    // One QuantizeLinear among others that take the product.
    private static bool IsQuantizedElsewhere(RuntimeNode node) => node.Out().Consumers.Any(consumer => QuantizedUnit.Is(consumer, QuantizedUnit.Quantize));
}
