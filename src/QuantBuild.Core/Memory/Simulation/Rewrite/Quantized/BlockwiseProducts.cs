using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.Quantized;

/// <summary>A product of floats with a matrix that is dequantized as a whole, by columns or by blocks: one kernel that reads the integers.</summary>
internal static class BlockwiseProducts
{
    /// <summary>The runtime cuts columns into blocks of so many, and multiplies in int8.</summary>
    private const int Block = 32;
    private const int AccuracyLevelOfInt8 = 4;

    public static bool MatMul(QuantizedUnit unit)
    {
        if (unit is not { Before: [null, { } dequantize], After: [] } || dequantize.Out().Consumers.Count != 1 || dequantize.MakesGraphOutput()
            || dequantize.Inputs[0] is not { Facts: { Concrete.Dimensions: { Length: 2 } extents, Type: var type } } weight || !weight.IsConstant() || !dequantize.Inputs[1].IsConstant()
            || BlockSize(dequantize, extents[1]) is not { } block || Bits(type) is not { } bits)
        {
            return false;
        }

        var (graph, blocks) = (unit.Graph, (extents[0] + block - 1) / block);
        var integers = graph.Remake(weight, WeightChangeKind.Computed, RuntimeConstants.FactsOf(ElementType.UInt8, new TensorShape([extents[1], blocks, checked(block * bits / 8)])));
        var scales = graph.Remake(dequantize.Inputs[1]!, WeightChangeKind.Computed, RuntimeConstants.FactsOf(dequantize.Inputs[1]!.Facts.Type, new TensorShape([extents[1], blocks])));
        var input = unit.Node.Inputs[0];
        var output = unit.Node.Out();
        graph.Remove(unit.Node);
        graph.Remove(dequantize);
        graph.Add("MatMulNBits", ActivationFusion.Microsoft, Proto(extents[0], extents[1], bits, block), [input, integers, scales], [output]);
        return true;
    }

    private static long? BlockSize(RuntimeNode dequantize, long columns)
    {
        var stated = dequantize.Proto.Integer("block_size") ?? 0;
        var axis = dequantize.Proto.Integer("axis") ?? 1;
        return stated > 0 ? axis == 0 && stated >= 16 && long.IsPow2(stated) ? stated : null
            : dequantize.Inputs[1]!.Facts.Concrete switch
            {
                // A scale that equals another constant has become one with it by then, and is left alone.
                { Dimensions: [] } => dequantize.Inputs[1]!.Consumers.Count == 1 ? Block : null,
                { Dimensions: [var scales] } => axis == 1 && scales == columns ? Block : null,
                _ => null,
            };
    }

    private static int? Bits(ElementType type) => type switch
    {
        ElementType.Int8 or ElementType.UInt8 => 8,
        ElementType.Int4 or ElementType.UInt4 => 4,
        _ => null,
    };

    private static NodeProto Proto(long rows, long columns, int bits, long block)
    {
        var proto = new NodeProto();
        proto.Set("K", rows);
        proto.Set("N", columns);
        proto.Set("bits", bits);
        proto.Set("block_size", block);
        proto.Set("accuracy_level", AccuracyLevelOfInt8);
        return proto;
    }
}
