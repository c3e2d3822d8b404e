using System.Collections.Immutable;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>What kernels of the CPU provider ask the arena for while one node runs, after its outputs.</summary>
internal static class Scratch
{
    /// <summary>Extents that contradict each other can ask for more than there are numbers for.</summary>
    public const long MostElements = 1L << 50;

    private const long PanelOfAThread = 64L << 10;
    private const int SoftmaxAlongOneAxis = 13;

    /// <param name="node">The node.</param>
    /// <param name="threads">Intra-op threads.</param>
    /// <param name="opset">Version of <c>ai.onnx</c> that the model imports.</param>
    public static ByteSize Of(RuntimeNode node, int threads, int opset) => node.Operator switch
    {
        "Conv" or "FusedConv" when node.Domain != "com.microsoft.nchwc" => PlainConv(node, threads),
        "ConvTranspose" => ConvTranspose(node),
        "ConvInteger" => Columns(node, ElementType.UInt8),
        "LSTM" or "DynamicQuantizeLSTM" => RecurrentScratch.Of(node, gates: 4),
        "GRU" => RecurrentScratch.Of(node, gates: 3),
        "Softmax" or "LogSoftmax" => SoftmaxOverAnotherAxis(node, opset),
        _ => ByteSize.Zero,
    };

    private static ByteSize PlainConv(RuntimeNode node, int threads)
    {
        if (IsPointwise(node) || Extents(node.Outputs.ElementAtOrDefault(0)) is not { Length: > 2 } output || Extents(node.Inputs.ElementAtOrDefault(1)) is not { Length: > 2 } weight)
        {
            return ByteSize.Zero;
        }

        var pixels = Product(output, from: 2);
        var groups = Math.Max(1, node.Proto.Integer("group") ?? 1);
        return weight[0] / groups > pixels ? Columns(node, ElementType.Float32) : new ByteSize(checked(threads * PanelOfAThread));
    }

    // One column for each output pixel, of everything the kernel sees there.
    private static ByteSize Columns(RuntimeNode node, ElementType type)
    {
        if (IsPointwise(node) || Extents(node.Outputs.ElementAtOrDefault(0)) is not { Length: > 2 } output || Extents(node.Inputs.ElementAtOrDefault(1)) is not { Length: > 2 } weight)
        {
            return ByteSize.Zero;
        }

        return type.SizeOf(Columns(Product(weight, from: 1), Product(output, from: 2)));
    }

    private static ByteSize ConvTranspose(RuntimeNode node)
    {
        if (Extents(node.Inputs.ElementAtOrDefault(0)) is not { Length: > 2 } input || Extents(node.Inputs.ElementAtOrDefault(1)) is not { Length: > 2 } weight)
        {
            return ByteSize.Zero;
        }

        return ElementType.Float32.SizeOf(Columns(Product(weight, from: 1), Product(input, from: 2)));
    }

    private static long Columns(long rows, long columns) => (long)Int128.Min((Int128)rows * columns, MostElements);

    // From opset 13 on it works along one axis; any but the last is transposed there and back.
    private static ByteSize SoftmaxOverAnotherAxis(RuntimeNode node, int opset)
    {
        if (Extents(node.Inputs.ElementAtOrDefault(0)) is not { Length: > 0 } input || node.Inputs[0]!.Facts.Size is not { } size || opset < SoftmaxAlongOneAxis)
        {
            return ByteSize.Zero;
        }

        var axis = node.Proto.Integer("axis") ?? -1;
        return (axis < 0 ? axis + input.Length : axis) == input.Length - 1 ? ByteSize.Zero : size * 2;
    }

    private static bool IsPointwise(RuntimeNode node) =>
        Extents(node.Inputs.ElementAtOrDefault(1)) is { Length: > 2 } weight && weight.Skip(2).All(extent => extent == 1)
        && Each(node, "strides", 1) && Each(node, "pads", 0);

    // An attribute that is left out has that value throughout.
    private static bool Each(RuntimeNode node, string attribute, long value) => node.Proto.Attribute(attribute)?.Ints.All(entry => entry == value) ?? true;

    private static ImmutableArray<long> Extents(RuntimeValue? value) => value?.Facts.Concrete?.Dimensions ?? [];

    private static long Product(ImmutableArray<long> extents, int from) => extents.Skip(from).Aggregate(1L, (product, extent) => checked(product * extent));
}
