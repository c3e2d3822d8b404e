using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>A product with a bias becomes Gemm; where the left operand is no matrix, and its extents are known, between two reshapes.</summary>
internal static class MatMulAddFusion
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var attention = new AttentionProjections();
        var changed = false;
        foreach (var product in ExecutionOrder.Of(graph))
        {
            if (product.Is("MatMul") && product.Next() is { } add && add.Is("Add"))
            {
                changed |= Fuse(graph, product, add, attention);
            }
        }

        return changed;
    }

    private static bool Fuse(RuntimeGraph graph, RuntimeNode product, RuntimeNode add, AttentionProjections attention)
    {
        var (left, right) = (product.Inputs[0]!, product.Inputs[1]!);
        var bias = add.Inputs[0] == product.Out() ? add.Inputs[1]! : add.Inputs[0]!;
        if (left.Facts.Type is not (ElementType.Float32 or ElementType.Float16 or ElementType.BFloat16) || left.Facts.Type != add.Inputs[0]!.Facts.Type
            || left.Facts.Known is not { } shape || right.Facts.Known is not { Rank: 2 } weight || bias.Facts.Known is not { } offset)
        {
            return false;
        }

        var flat = shape.Rank == 2;
        if (!flat && (attention.Contains(product, add) || !shape.IsComplete || !weight.IsComplete) || !IsBias(offset, shape, weight, flat))
        {
            return false;
        }

        var output = add.Out();
        graph.Remove(product);
        graph.Remove(add);
        if (flat)
        {
            graph.Add("Gemm", string.Empty, new(), [left, right, bias], [output]);
            return true;
        }

        AddReshaped(graph, (left, right, bias), output, shape, weight);
        return true;
    }

    private static void AddReshaped(
        RuntimeGraph graph, (RuntimeValue Left, RuntimeValue Right, RuntimeValue Bias) operands, RuntimeValue output, KnownShape shape, KnownShape weight)
    {
        var extents = shape.Dimensions.Select(extent => extent.Extent!.Value).ToArray();
        var rows = extents[..^1].Aggregate(1L, (product, extent) => checked(product * extent));
        var (inner, columns) = (weight.Dimensions[0].Extent!.Value, weight.Dimensions[1].Extent!.Value);
        var matrix = Matrix(operands.Left, "_matrix", rows, inner);
        var result = Matrix(output, "_product", rows, columns);
        graph.Add("Reshape", string.Empty, new(), [operands.Left, graph.AddShape(matrix.Name + "_shape", rows, inner)], [matrix]);
        graph.Add("Reshape", string.Empty, new(), [result, graph.AddShape(result.Name + "_shape", [.. extents[..^1], columns])], [output]);
        graph.Add("Gemm", string.Empty, new(), [matrix, operands.Right, operands.Bias], [result]);
    }

    private static RuntimeValue Matrix(RuntimeValue like, string suffix, long rows, long columns)
    {
        var shape = new TensorShape([rows, columns]);
        return new RuntimeValue(like.Name + suffix) { Facts = new ValueFacts { Type = like.Facts.Type, Concrete = shape, Known = KnownShape.Of(shape) } };
    }

    /// <summary>(N), and for a matrix on the left also (1, N), (M, 1) and (M, N).</summary>
    private static bool IsBias(KnownShape bias, KnownShape left, KnownShape weight, bool flat) => bias.Rank switch
    {
        1 => bias.Dimensions[0] == weight.Dimensions[1],
        2 when flat => bias.Dimensions[0].Extent == 1 && bias.Dimensions[1] == weight.Dimensions[1]
            || bias.Dimensions[0] == left.Dimensions[0] && (bias.Dimensions[1].Extent == 1 || bias.Dimensions[1] == weight.Dimensions[1]),
        _ => false,
    };
}
