namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>A matrix product with a normalisation after it becomes one Gemm.</summary>
internal static class MatMulNormalisation
{
    public static bool Apply(RuntimeGraph graph, RuntimeNode product)
    {
        var (first, second) = (product.Inputs[0], product.Inputs[1]);
        if (product.Next() is not { } normalisation || !normalisation.Is("BatchNormalization")
            || !second.IsConstant() || first.Rank() != 2 || second.Rank() != 2
            || normalisation.Inputs.Skip(1).Any(parameter => !parameter.IsConstant())
            || normalisation.Outputs.Skip(1).Any(output => output is { Consumers.Count: > 0 } or { IsGraphOutput: true }))
        {
            return false;
        }

        var weight = graph.Remake(second!, WeightChangeKind.Scaled, second!.Facts);
        var bias = graph.Remake(normalisation.Inputs[2]!, WeightChangeKind.Scaled, normalisation.Inputs[2]!.Facts);
        var output = normalisation.Out();
        graph.Remove(product);
        graph.Remove(normalisation);
        graph.Add("Gemm", string.Empty, new(), [first, weight, bias], [output]);
        return true;
    }
}
