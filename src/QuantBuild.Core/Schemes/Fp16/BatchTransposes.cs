using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Schemes.Fp16;

// https://github.com/microsoft/onnxruntime/issues/28392

/// <summary>
/// Transposes that move the first axis behind the batches, right in front of a product. Where a Cast stands between the two, as one does
/// before every float16 product on a CPU, ONNX Runtime 1.24 to 1.31 swaps it with the Transpose, gives the fusion up where the ranks
/// differ, and crashes on what it left.
/// </summary>
internal static class BatchTransposes
{
    public const string Reason = "before a product, where ONNX Runtime crashes on a cast behind it";

    public static bool Holds(GraphNode node) => node.Is("Transpose") && MovesBatches(node) && node.Outputs.Exists(value => value?.Consumers.Any(IsProduct) == true);

    private static bool IsProduct(GraphNode node) => node.Is("MatMul") || node is { Operator: "FusedMatMul", Domain: "com.microsoft" };

    /// <summary>1, 2, …, 0 at one of the last two places: the other axes keep their order, apart from the last two.</summary>
    private static bool MovesBatches(GraphNode node)
    {
        if (node.Proto.Attribute("perm")?.Ints is not { Count: > 2 } axes)
        {
            return false;
        }

        var batches = axes.Count - 2;
        return axes.Take(batches).Select((axis, index) => axis == index + 1).All(follows => follows) && axes.Skip(batches).Contains(0);
    }
}
