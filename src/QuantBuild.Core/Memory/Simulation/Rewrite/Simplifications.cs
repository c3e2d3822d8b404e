using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>Two neighbours that one node can do.</summary>
internal static class Simplifications
{
    /// <summary>(1 / x) * y is y / x.</summary>
    public static bool ReciprocalTimes(RuntimeGraph graph, RuntimeNode division)
    {
        if (division.In(0).Scalar() != 1 || division.Next() is not { } product || !product.Is("Mul") || product.Inputs[0] == product.Inputs[1])
        {
            return false;
        }

        var other = product.Inputs[0] == division.Out() ? product.Inputs[1] : product.Inputs[0];
        var output = product.Out();
        graph.Remove(product);
        division.Take(0, other);
        division.Make(0, output);
        return true;
    }

    /// <summary>What Clip cuts away anyway need not be cut away before.</summary>
    public static bool ReluBeforeClip(RuntimeGraph graph, RuntimeNode relu)
    {
        if (relu.Next() is not { } clip || !clip.Is("Clip") || graph.Opset("") >= 11 && (clip.In(1) is null || clip.In(1).Scalar() is null))
        {
            return false;
        }

        graph.Bypass(relu, relu.Out(), relu.Inputs[0]!);
        return true;
    }

    /// <summary>Gemm without an addend of its own takes that of the Sum after it.</summary>
    public static bool GemmPlusSum(RuntimeGraph graph, RuntimeNode gemm)
    {
        if (gemm.In(2) is not null || gemm.Next() is not { } sum || !sum.Is("Sum") || sum.Inputs.Count != 2 || sum.Inputs[0] == sum.Inputs[1])
        {
            return false;
        }

        var addend = sum.Inputs[0] == gemm.Out() ? sum.Inputs[1]! : sum.Inputs[0]!;
        if (addend.Facts.Known is not { } shape || sum.Out().Facts.Known is not { } result || !shape.SameAs(result))
        {
            return false;
        }

        var output = sum.Out();
        RuntimeValue?[] inputs = [gemm.Inputs[0], gemm.Inputs[1], addend];
        graph.Remove(sum);
        graph.Remove(gemm);
        graph.Add("Gemm", string.Empty, gemm.Proto, inputs, [output]);
        return true;
    }

    /// <summary>Gemm transposes its operands itself.</summary>
    public static bool GemmOfTransposed(RuntimeGraph graph, RuntimeNode gemm)
    {
        var (first, second) = (TransposeOf(gemm, 0), TransposeOf(gemm, 1));
        if (first is null && second is null)
        {
            return false;
        }

        var proto = gemm.Proto.Clone();
        List<RuntimeValue?> inputs = [.. gemm.Inputs];
        var output = gemm.Out();
        graph.Remove(gemm);
        foreach (var (transpose, input, name) in new[] { (first, 0, "transA"), (second, 1, "transB") })
        {
            if (transpose is not null)
            {
                proto.Set(name, 1 - (proto.Integer(name) ?? 0));
                inputs[input] = transpose.Inputs[0];
                if (transpose.Out().Consumers.Count == 0)
                {
                    graph.Remove(transpose);
                }
            }
        }

        graph.Add("Gemm", string.Empty, proto, inputs, [output]);
        return true;
    }

    /// <summary>A negated condition swaps the two choices.</summary>
    public static bool WhereNot(RuntimeGraph graph, RuntimeNode where)
    {
        if (where.Inputs[0]?.Producer is not { } negation || !negation.Is("Not") || negation.MakesGraphOutput()
            || negation.Out().Consumers.Any(consumer => !consumer.Is("Where") || consumer.Inputs[0] != negation.Out()))
        {
            return false;
        }

        foreach (var consumer in negation.Out().Consumers.ToList())
        {
            (consumer.Inputs[1], consumer.Inputs[2]) = (consumer.Inputs[2], consumer.Inputs[1]);
        }

        graph.Bypass(negation, negation.Out(), negation.Inputs[0]!);
        return true;
    }

    private static RuntimeNode? TransposeOf(RuntimeNode gemm, int input) =>
        gemm.Inputs[input]?.Producer is { } transpose && transpose.Is("Transpose") && !transpose.MakesGraphOutput()
        && transpose.Out().Consumers.All(consumer => consumer.Is("Gemm"))
        && (transpose.Proto.Attribute("perm") is not { } order || order.Ints.SequenceEqual([1, 0]))
            ? transpose
            : null;
}
