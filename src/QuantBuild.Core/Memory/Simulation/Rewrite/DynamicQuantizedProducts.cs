namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>
/// What dynamic quantization writes for a product — DynamicQuantizeLinear, MatMulInteger, Cast, Mul by the scales, and a bias — is one
/// kernel; where the quantized operand has other uses, quantizing stays a node of its own.
/// </summary>
internal static class DynamicQuantizedProducts
{
    public static bool ToFloat(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var scale in ExecutionOrder.Of(graph))
        {
            if (scale.Is("Mul") && graph.Nodes.Contains(scale))
            {
                changed |= Fuse(graph, scale);
            }
        }

        return changed;
    }

    public static bool Quantizing(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var product in ExecutionOrder.Of(graph))
        {
            if (product is { Operator: "MatMulIntegerToFloat", Domain: ActivationFusion.Microsoft } && product.Inputs[0]?.Producer is { } quantize
                && quantize.Is("DynamicQuantizeLinear") && !quantize.MakesGraphOutput()
                && quantize.Outputs.All(output => output is null || output.Consumers.All(consumer => consumer == product)))
            {
                Replace(graph, product, quantize);
                changed = true;
            }
        }

        return changed;
    }

    private static bool Fuse(RuntimeGraph graph, RuntimeNode scale)
    {
        var (cast, scales) = ProducerOf(scale.Inputs[0], "Cast") is { } first ? (first, scale.Inputs[1])
            : (ProducerOf(scale.Inputs[1], "Cast"), scale.Inputs[0]);
        if (cast is null || cast.Out().OnlyConsumer() != scale
            || ProducerOf(cast.Inputs[0], "MatMulInteger") is not { } product || product.Out().OnlyConsumer() != cast
            || ProducerOf(scales, "Mul") is not { } both || both.Out().OnlyConsumer() != scale
            || ProducerOf(product.Inputs[0], "DynamicQuantizeLinear") is not { } quantize)
        {
            return false;
        }

        var left = quantize.Outputs[1];
        var right = both.Inputs[0] == left ? both.Inputs[1] : both.Inputs[0];
        if (both.Inputs[0] != left && both.Inputs[1] != left)
        {
            return false;
        }

        var bias = scale.Next() is { } add && add.Is("Add") ? BiasOf(add, scale.Out()) : null;
        var last = bias is null ? scale : scale.Next()!;
        var output = last.Out();
        RuntimeValue?[] inputs = [product.Inputs[0], product.Inputs[1], left, right, product.In(2), product.In(3), bias];
        foreach (var node in new[] { product, cast, both, scale, last }.Distinct())
        {
            graph.Remove(node);
        }

        graph.Add("MatMulIntegerToFloat", ActivationFusion.Microsoft, product.Proto, inputs, [output]);
        return true;
    }

    private static void Replace(RuntimeGraph graph, RuntimeNode product, RuntimeNode quantize)
    {
        RuntimeValue?[] inputs = [quantize.Inputs[0], product.Inputs[1], product.In(3), product.In(5), product.In(6)];
        var output = product.Out();
        graph.Remove(product);
        graph.Remove(quantize);
        graph.Add("DynamicQuantizeMatMul", ActivationFusion.Microsoft, product.Proto, inputs, [output]);
    }

    private static RuntimeNode? ProducerOf(RuntimeValue? value, string operatorType) =>
        value?.Producer is { } producer && producer.Is(operatorType) ? producer : null;

    private static RuntimeValue? BiasOf(RuntimeNode add, RuntimeValue product)
    {
        var other = add.Inputs[0] == product ? add.Inputs[1] : add.Inputs[0];
        return other.IsConstant() && other.Rank() == 1 ? other : null;
    }
}
