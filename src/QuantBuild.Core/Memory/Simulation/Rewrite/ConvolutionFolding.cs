using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>A constant scale, offset or normalisation after a convolution is multiplied into its weights; the convolution keeps its index.</summary>
internal static class ConvolutionFolding
{
    public static bool Addend(RuntimeGraph graph, RuntimeNode conv)
    {
        if (Next(conv, "Add") is not { } add || add.Inputs[0] != conv.Out() || !IsPerChannel(add.Inputs[1], conv, scalar: false))
        {
            return false;
        }

        SetBias(graph, conv, add.Inputs[1]!);
        Absorb(graph, conv, add);
        return true;
    }

    public static bool Factor(RuntimeGraph graph, RuntimeNode conv)
    {
        if (Next(conv, "Mul") is not { } mul || mul.Inputs[0] != conv.Out() || !IsPerChannel(mul.Inputs[1], conv, scalar: true))
        {
            return false;
        }

        Scale(graph, conv);
        if (conv.In(2) is { } bias)
        {
            SetBias(graph, conv, bias);
        }

        Absorb(graph, conv, mul);
        return true;
    }

    public static bool Normalisation(RuntimeGraph graph, RuntimeNode conv)
    {
        if (conv.Next() is not { } normalisation || !normalisation.Is("BatchNormalization")
            || !conv.In(1).IsConstant() || conv.In(2) is { } given && !given.IsConstant()
            || conv.In(1).Rank() < 3
            || normalisation.Inputs.Skip(1).Any(parameter => !parameter.IsConstant())
            || normalisation.Outputs.Skip(1).Any(output => output is { Consumers.Count: > 0 } or { IsGraphOutput: true }))
        {
            return false;
        }

        Scale(graph, conv);
        SetBias(graph, conv, conv.In(2) ?? normalisation.Inputs[2]!);
        Absorb(graph, conv, normalisation);
        return true;
    }

    private static RuntimeNode? Next(RuntimeNode conv, string operatorType) =>
        conv.Next() is { } next && next.Is(operatorType)
        && conv.In(1) is { } weight && weight.IsConstant() && weight.Rank() >= 4
        && (conv.In(2) is not { } bias || bias.IsConstant())
            ? next
            : null;

    /// <summary>[C,1,1] or [1,C,1,1] for C channels.</summary>
    private static bool IsPerChannel(RuntimeValue? constant, RuntimeNode conv, bool scalar)
    {
        if (!constant.IsConstant() || constant!.Facts.Concrete is not { } shape || conv.In(1)!.Facts.Concrete is not { } weight)
        {
            return false;
        }

        var rank = shape.Dimensions.Length;
        var axis = rank - weight.Dimensions.Length + 1;
        return scalar && rank == 0
            || axis is 0 or 1 && shape.Dimensions.Index().All(extent => extent.Item == (extent.Index == axis ? weight.Dimensions[0] : 1));
    }

    private static void Scale(RuntimeGraph graph, RuntimeNode conv)
    {
        var weight = conv.Inputs[1]!;
        conv.Take(1, graph.Remake(weight, WeightChangeKind.Scaled, weight.Facts));
    }

    private static void SetBias(RuntimeGraph graph, RuntimeNode conv, RuntimeValue source)
    {
        var channels = conv.Out().Extent(1) ?? source.Facts.Concrete?.Elements ?? 1;
        conv.Take(2, graph.Remake(source, WeightChangeKind.Scaled, RuntimeConstants.FactsOf(source.Facts.Type, new TensorShape([channels]))));
    }

    private static void Absorb(RuntimeGraph graph, RuntimeNode conv, RuntimeNode next)
    {
        var output = next.Out();
        graph.Remove(next);
        conv.Make(0, output);
    }
}
