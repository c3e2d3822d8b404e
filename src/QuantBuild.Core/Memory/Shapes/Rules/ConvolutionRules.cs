using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Convolutions, plain, transposed and quantized.</summary>
internal static class ConvolutionRules
{
    public static void Register(RuleTable table)
    {
        table.Add(node => Conv(node, 1, node.Type(0)), "Conv", "DeformConv");
        table.Add(node => Conv(node, 1, ElementType.Int32), "ConvInteger");
        table.Add(node => Conv(node, 3, node.Type(7)), "QLinearConv");
        table.Add(ConvTranspose, "ConvTranspose");
        table.AddTo(RuleTable.Microsoft, node => Conv(node, 1, node.Type(0)), "FusedConv");
        table.AddTo(RuleTable.Microsoft, node => Conv(node, 1, node.Type(0), channelsLast: true), "NhwcConv", "NhwcFusedConv");
        table.AddTo(RuleTable.Microsoft, node => Conv(node, 3, node.Type(7), node.Integer("channels_last", 0) != 0), "QLinearConv");
        table.AddTo(RuleTable.Microsoft, ConvTranspose, "ConvTransposeWithDynamicPads");
    }

    private static void Conv(NodeView node, int weights, ElementType type, bool channelsLast = false) =>
        node.Output(0, type, node.Shape(0) is { Rank: >= 2 } image ? Conv(node, image, weights, channelsLast) : null);

    private static KnownShape Conv(NodeView node, KnownShape image, int weights, bool channelsLast)
    {
        var window = new Window(node, node.Integers("pads"));
        var axes = image.Rank - 2;
        var kernel = Kernel(node, weights, axes);
        var first = channelsLast ? 1 : 2;
        var dimensions = image.Dimensions.ToBuilder();
        dimensions[channelsLast ? image.Rank - 1 : 1] = node.Shape(weights).At(0);
        for (var axis = 0; axis < axes; axis++)
        {
            dimensions[first + axis] = window.Places(axis, axes, image.Dimensions[first + axis], kernel[axis]);
        }

        return new(dimensions.ToImmutable());
    }

    private static void ConvTranspose(NodeView node)
    {
        if (node.Shape(0) is not { Rank: >= 2 } image)
        {
            node.Output(0, node.Type(0), null);
            return;
        }

        var pads = node.Operator == "ConvTranspose" ? node.Integers("pads") : node.IntegersOf(2);
        var unknownPads = pads is null && node.Operator != "ConvTranspose";
        var window = new Window(node, pads);
        var axes = image.Rank - 2;
        var kernel = Kernel(node, 1, axes);
        var extra = node.Integers("output_padding");
        var stated = node.Integers("output_shape");
        var dimensions = image.Dimensions.ToBuilder();
        dimensions[1] = Extents.Multiply(node.Shape(1).At(1), node.Integer("group", 1));
        for (var axis = 0; axis < axes; axis++)
        {
            dimensions[2 + axis] = stated is { } extents && extents.Length >= axes ? Dimension.Of(extents[extents.Length - axes + axis])
                : unknownPads ? Dimension.Unknown
                : window.Spread(axis, axes, image.Dimensions[2 + axis], kernel[axis], extra is { } more && axis < more.Length ? more[axis] : 0);
        }

        node.Output(0, node.Type(0), new KnownShape(dimensions.ToImmutable()));
    }

    /// <summary>Extents of the kernel: stated, or those of the weights.</summary>
    private static ImmutableArray<Dimension> Kernel(NodeView node, int weights, int axes)
    {
        if (node.Integers("kernel_shape") is { } stated && stated.Length == axes)
        {
            return [.. stated.Select(Dimension.Of)];
        }

        return node.Shape(weights) is { } shape && shape.Rank == axes + 2
            ? shape.Dimensions[2..]
            : [.. Enumerable.Repeat(Dimension.Unknown, axes)];
    }
}
