using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Memory.Simulation.Rewrite.Transposes;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>A left operand whose last two axes are exchanged first is read so by the product's kernel, where the right one is constant.</summary>
internal static class MatMulTransposeFusion
{
    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var changed = false;
        foreach (var product in ExecutionOrder.Of(graph))
        {
            if (MatMulScaleFusion.IsProduct(product) && product.Inputs[0].IsFloat() && product.Inputs[1].IsConstant() && product.Inputs[0]!.Producer is { } transpose
                && Permutation.Of(transpose) is { Length: > 1 } order && ExchangesLast(order))
            {
                Fuse(graph, product, transpose);
                changed = true;
            }
        }

        return changed;
    }

    private static bool ExchangesLast(long[] order) =>
        order[^1] == order.Length - 2 && order[^2] == order.Length - 1 && order[..^2].Index().All(axis => axis.Item == axis.Index);

    private static void Fuse(RuntimeGraph graph, RuntimeNode product, RuntimeNode transpose)
    {
        var (input, weight, output) = (transpose.Inputs[0], product.Inputs[1], product.Out());
        graph.Remove(product);
        TransposeEdits.RemoveIfUnused(graph, transpose);
        var proto = product.Proto.Clone();
        proto.Set("transA", 1 - (proto.Integer("transA") ?? 0));
        graph.Add("FusedMatMul", ActivationFusion.Microsoft, proto, [input, weight], [output]);
    }
}
