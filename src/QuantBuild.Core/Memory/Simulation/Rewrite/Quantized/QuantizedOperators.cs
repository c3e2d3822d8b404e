namespace QuantBuild.Memory.Simulation.Rewrite.Quantized;

/// <summary>Operators between DequantizeLinear and QuantizeLinear work on the integers themselves, wherever there is a kernel that does.</summary>
internal static class QuantizedOperators
{
    // The runtime takes 1 % and refuses 3 %.
    private const double BiasTolerance = 0.02;

    private static readonly Dictionary<string, Func<QuantizedUnit, bool>> Rules = new(StringComparer.Ordinal)
    {
        ["Split"] = DroppedPairs.Apply,
        ["MaxPool"] = OfBytes(DroppedPairs.Apply),
        ["Resize"] = OfBytes(DroppedPairs.Apply),
        ["Gather"] = DroppedPairs.Apply,
        ["Reshape"] = DroppedPairs.Apply,
        ["Flatten"] = DroppedPairs.Apply,
        ["Transpose"] = DroppedPairs.Apply,
        ["Slice"] = DroppedPairs.Apply,
        ["Squeeze"] = DroppedPairs.Apply,
        ["Unsqueeze"] = DroppedPairs.Apply,
        ["ArgMax"] = OfBytes(DroppedPairs.First),
        ["AveragePool"] = OfBytes(Unary),
        ["GlobalAveragePool"] = OfBytes(Unary),
        ["LeakyRelu"] = OfBytes(Unary),
        ["Sigmoid"] = OfBytes(Unary),
        ["Softmax"] = OfBytes(Unary),
        ["Add"] = OfBytes(Binary),
        ["Mul"] = OfBytes(Binary),
        ["Concat"] = OfBytes(Concat),
        ["Conv"] = OfBytes(Convolution),
        ["MatMul"] = QuantizedProducts.MatMul,
        ["Gemm"] = OfBytes(QuantizedProducts.Gemm),
        ["Where"] = OfBytes(Where),
    };

    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var order = ExecutionOrder.Of(graph);
        if (!order.Any(node => QuantizedUnit.Is(node, QuantizedUnit.Dequantize)))
        {
            return false;
        }

        var changed = RedundantClips.Remove(graph, order);
        foreach (var node in order)
        {
            if (graph.Nodes.Contains(node) && node.Domain.Length == 0 && Rules.TryGetValue(node.Operator, out var rule))
            {
                changed |= rule(QuantizedUnit.Of(graph, node));
            }
        }

        return changed;
    }

    private static Func<QuantizedUnit, bool> OfBytes(Func<QuantizedUnit, bool> rule) => unit => unit.AreBytes && rule(unit);

    private static bool Unary(QuantizedUnit unit)
    {
        if (unit is not { Dequantized: 1, After: [var after] } || unit.Before[0] is not { } before)
        {
            return false;
        }

        unit.Become("QLinear" + unit.Node.Operator, ActivationFusion.Microsoft, [.. QuantizedUnit.Scaled(before), .. QuantizedUnit.Scale(after)]);
        return true;
    }

    private static bool Binary(QuantizedUnit unit)
    {
        if (unit is not { TakesOnlyDequantized: true, Before: [{ } left, { } right], After: [var after] })
        {
            return false;
        }

        unit.Become("QLinear" + unit.Node.Operator, ActivationFusion.Microsoft, [.. QuantizedUnit.Scaled(left), .. QuantizedUnit.Scaled(right), .. QuantizedUnit.Scale(after)]);
        return true;
    }

    private static bool Concat(QuantizedUnit unit)
    {
        if (unit is not { TakesOnlyDequantized: true, After: [var after] })
        {
            return false;
        }

        unit.Become("QLinearConcat", ActivationFusion.Microsoft, [.. QuantizedUnit.Scale(after), .. unit.Before.SelectMany(before => QuantizedUnit.Scaled(before!))]);
        return true;
    }

    private static bool Convolution(QuantizedUnit unit)
    {
        if (unit is not { TakesOnlyDequantized: true, Before: [{ } input, { } weight, ..], After: [var after] } || !IsScaledByBoth(unit.Before.ElementAtOrDefault(2), input, weight))
        {
            return false;
        }

        unit.Become("QLinearConv", string.Empty,
            [.. QuantizedUnit.Scaled(input), .. QuantizedUnit.Scaled(weight), .. QuantizedUnit.Scale(after), unit.Before.ElementAtOrDefault(2)?.Inputs[0]]);
        return true;
    }

    // The kernel adds the bias to products of both integers: any other scale would have to be converted.
    private static bool IsScaledByBoth(RuntimeNode? bias, RuntimeNode input, RuntimeNode weight) =>
        bias?.Inputs[1].Scalar() is not { } scale || input.Inputs[1].Scalar() * weight.Inputs[1].Scalar() is not { } product || Math.Abs(scale - product) <= product * BiasTolerance;

    private static bool Where(QuantizedUnit unit)
    {
        if (unit is not { Before: [null, { } left, { } right], After: [var after] })
        {
            return false;
        }

        unit.Become("QLinearWhere", ActivationFusion.Microsoft,
            [unit.Node.Inputs[0], .. QuantizedUnit.Scaled(left), .. QuantizedUnit.Scaled(right), .. QuantizedUnit.Scale(after)]);
        return true;
    }
}
