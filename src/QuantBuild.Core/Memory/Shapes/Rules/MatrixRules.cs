using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Matrix products, plain, fused and quantized.</summary>
internal static class MatrixRules
{
    public static void Register(RuleTable table)
    {
        table.Add(node => MatMul(node, 1, node.Type(0)), "MatMul");
        table.Add(node => MatMul(node, 1, ElementType.Int32), "MatMulInteger");
        table.Add(node => MatMul(node, 3, node.Type(7)), "QLinearMatMul");
        table.Add(node => Gemm(node, 1, node.Type(0)), "Gemm");
        table.Add(EinsumRule.Infer, "Einsum");
        table.Add(node => node.Output(0, node.Type(0), node.Shape(0) is { Rank: >= 2 } shape ? new KnownShape(shape.Dimensions[..^2]) : null), "Det");
        table.AddTo(RuleTable.Microsoft, node => MatMul(node, 1, node.Type(0)), "DynamicQuantizeMatMul", "SparseToDenseMatMul");
        table.AddTo(RuleTable.Microsoft, node => MatMul(node, 1, node.Type(2)), "MatMulIntegerToFloat");
        table.AddTo(RuleTable.Microsoft, node => MatMul(node, 1, ElementType.Int32), "MatMulInteger16");
        table.AddTo(RuleTable.Microsoft, node => MatMul(node, 3, node.Type(7)), "QLinearMatMul");
        table.AddTo(RuleTable.Microsoft, FusedMatMul, "FusedMatMul", "TransposeMatMul", "FusedMatMulActivation");
        table.AddTo(RuleTable.Microsoft, node => Gemm(node, 1, node.Type(0)), "FusedGemm", "GemmFastGelu");
        table.AddTo(RuleTable.Microsoft, node => Gemm(node, 3, node.Has(8) ? node.Type(8) : node.Type(1)), "QGemm");
        table.AddTo(RuleTable.Microsoft, Packed, "MatMulNBits", "MatMulBnb4", "MatMulFpQ4");
    }

    private static void MatMul(NodeView node, int right, ElementType type) => node.Output(0, type, Product(node.Shape(0), node.Shape(right)));

    /// <summary>As numpy.matmul: a vector counts as a row on the left and a column on the right, the axes before the matrices broadcast.</summary>
    public static KnownShape? Product(KnownShape? left, KnownShape? right)
    {
        if (left is not { Rank: > 0 } a || right is not { Rank: > 0 } b)
        {
            return null;
        }

        var batch = Extents.Broadcast(new KnownShape(a.Rank < 2 ? [] : a.Dimensions[..^2]), new KnownShape(b.Rank < 2 ? [] : b.Dimensions[..^2]))!.Value;
        var dimensions = batch.Dimensions.ToBuilder();
        if (a.Rank > 1)
        {
            dimensions.Add(a.Dimensions[^2]);
        }

        if (b.Rank > 1)
        {
            dimensions.Add(b.Dimensions[^1]);
        }

        return new(dimensions.ToImmutable());
    }

    private static void Gemm(NodeView node, int right, ElementType type)
    {
        var shape = node.Shape(0) is { Rank: 2 } a && node.Shape(right) is { Rank: 2 } b
            ? Extents.Shape([a.Dimensions[node.Integer("transA", 0) != 0 ? 1 : 0], b.Dimensions[node.Integer("transB", 0) != 0 ? 0 : 1]])
            : (KnownShape?)null;
        node.Output(0, type, shape);
    }

    private static void FusedMatMul(NodeView node)
    {
        var left = Turned(node.Shape(0), node.Integer("transA", 0) != 0, node.Integer("transBatchA", 0) != 0);
        var right = Turned(node.Shape(1), node.Integer("transB", 0) != 0, node.Integer("transBatchB", 0) != 0);
        node.Output(0, node.Type(0), Product(left, right));
    }

    /// <summary>A batch moves from the front to just before the last axis, then the last two axes change places.</summary>
    private static KnownShape? Turned(KnownShape? shape, bool transposed, bool batch)
    {
        if (shape is not { Rank: >= 2 } known)
        {
            return shape;
        }

        ImmutableArray<Dimension> dimensions = batch ? [.. known.Dimensions[1..^1], known.Dimensions[0], known.Dimensions[^1]] : known.Dimensions;
        return new(transposed ? [.. dimensions[..^2], dimensions[^1], dimensions[^2]] : dimensions);
    }

    /// <summary>Weights packed to fewer bits: their rows are only in the attributes.</summary>
    private static void Packed(NodeView node)
    {
        var columns = node.Integer("N", -1);
        if (columns < 0 && node.Operator == "MatMulFpQ4")
        {
            var extents = node.IntegersOf(2);
            columns = extents is { Length: 2 } known ? known[1] : -1;
        }

        var shape = node.Shape(0) is { Rank: > 0 } a ? a.With(a.Rank - 1, columns < 0 ? Dimension.Unknown : Dimension.Of(columns)) : (KnownShape?)null;
        node.Output(0, node.Type(0), shape);
    }
}
