using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Memory.Simulation.Rewrite.Transposes;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>An operand whose last two axes are exchanged first is read so by the product's kernel.</summary>
internal static class MatMulTransposeFusion
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var product in ExecutionOrder.Of(graph))
        {
            if (MatMulScaleFusion.IsFusable(product))
            {
                changed |= Fuse(graph, product, Exchange(product.Inputs[0]), Exchange(product.Inputs[1]));
            }
        }

        return changed;
    }

    private static RuntimeNode? Exchange(RuntimeValue? operand) =>
        operand?.Producer is { } transpose && Permutation.Of(transpose) is { Length: > 1 } order
        && order[^1] == order.Length - 2 && order[^2] == order.Length - 1 && order[..^2].Index().All(axis => axis.Item == axis.Index)
            ? transpose
            : null;

    private static bool Fuse(RuntimeGraph graph, RuntimeNode product, RuntimeNode? left, RuntimeNode? right)
    {
        if (left is null && right is null)
        {
            return false;
        }

        RuntimeValue?[] inputs = [left?.Inputs[0] ?? product.Inputs[0], right?.Inputs[0] ?? product.Inputs[1]];
        var output = product.Out();
        var proto = product.Proto.Clone();
        graph.Remove(product);
        foreach (var (transpose, name) in new[] { (left, "transA"), (right, "transB") })
        {
            if (transpose is not null)
            {
                proto.Set(name, 1 - (proto.Integer(name) ?? 0));
                TransposeEdits.RemoveIfUnused(graph, transpose);
            }
        }

        graph.Add("FusedMatMul", ActivationFusion.Microsoft, proto, inputs, [output]);
        return true;
    }
}
