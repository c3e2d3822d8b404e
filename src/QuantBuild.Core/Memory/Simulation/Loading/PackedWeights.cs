using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Loading;

/// <summary>Constants that a kernel copies into a layout of its own when its session is created; the constant then goes.</summary>
internal static class PackedWeights
{
    private const int ColumnsAtOnce = 16;
    private const int AccuracyLevelOfInt8 = 4;

    /// <summary>Each packed input of the node, with the size of its packed form in the heap.</summary>
    public static IEnumerable<(RuntimeValue Weight, ByteSize Packed)> Of(RuntimeNode node) => node.Operator switch
    {
        "MatMul" or "Gemm" or "FusedMatMul" or "FusedGemm" or "MatMulInteger" or "DynamicQuantizeMatMul" or "QLinearMatMul" or "MatMulIntegerToFloat" => Matrix(node),
        "QLinearConv" => Whole(node, 3),
        "LSTM" or "GRU" => Whole(node, 1).Concat(Whole(node, 2)),
        "DynamicQuantizeLSTM" => Directions(node, 1).Concat(Directions(node, 2)),
        "MatMulNBits" => Blocks(node),
        _ => [],
    };

    /// <summary>ConvTranspose packs its weight inside the arena, before the first run.</summary>
    public static RuntimeValue? InArena(RuntimeNode node) => node.Is("ConvTranspose") ? Constant(node, 1) : null;

    /// <summary>A matrix for each direction, behind one another.</summary>
    private static IEnumerable<(RuntimeValue Weight, ByteSize Packed)> Directions(RuntimeNode node, int position)
    {
        if (Constant(node, position) is { Facts: { Concrete.Dimensions: [var directions, var rows, var columns], Type: var type } } weight)
        {
            yield return (weight, type.SizeOf(checked(directions * Padded(columns) * rows)));
        }
    }

    private static IEnumerable<(RuntimeValue Weight, ByteSize Packed)> Matrix(RuntimeNode node)
    {
        var position = node.Operator == "QLinearMatMul" ? 3 : 1;
        if (Constant(node, position) is not { Facts: { Concrete.Dimensions: { Length: 2 } extents, Type: var type } } weight)
        {
            yield break;
        }

        var transposed = (node.Proto.Integer("transB") ?? 0) != 0;
        var (rows, columns) = transposed ? (extents[1], extents[0]) : (extents[0], extents[1]);
        yield return (weight, type.SizeOf(checked(Padded(columns) * rows)));
    }

    private static long Padded(long columns) => checked((columns + ColumnsAtOnce - 1) / ColumnsAtOnce * ColumnsAtOnce);

    private static IEnumerable<(RuntimeValue Weight, ByteSize Packed)> Blocks(RuntimeNode node)
    {
        foreach (var (weight, size) in Whole(node, 1))
        {
            var scales = node.Proto.Integer("accuracy_level") == AccuracyLevelOfInt8 ? node.Inputs.ElementAtOrDefault(2)?.Bytes ?? ByteSize.Zero : ByteSize.Zero;
            yield return (weight, size + scales * 2);
        }
    }

    private static IEnumerable<(RuntimeValue Weight, ByteSize Packed)> Whole(RuntimeNode node, int position) =>
        Constant(node, position) is { Bytes: { } size } weight ? [(weight, size)] : [];

    private static RuntimeValue? Constant(RuntimeNode node, int position) =>
        node.Inputs.ElementAtOrDefault(position) is { Storage: not WeightStorage.None } weight ? weight : null;
}
