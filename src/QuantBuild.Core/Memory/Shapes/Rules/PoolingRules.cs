using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Pools over windows, over whole images and over regions.</summary>
internal static class PoolingRules
{
    public static void Register(RuleTable table)
    {
        table.Add(Pool, "AveragePool", "LpPool");
        table.Add(MaxPool, "MaxPool");
        table.Add(MaxUnpool, "MaxUnpool");
        table.Add(node => Global(node, channelsLast: false), "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool");
        table.Add(node => Regions(node, node.Integers("pooled_shape") is { Length: 2 } extents ? (extents[0], extents[1]) : null), "MaxRoiPool");
        table.Add(node => Regions(node, (node.Integer("output_height", 1), node.Integer("output_width", 1))), "RoiAlign");
        table.AddTo(RuleTable.Microsoft, node => Pool(node, node.Integer("channels_last", 0) != 0), "QLinearAveragePool");
        table.AddTo(RuleTable.Microsoft, node => Pool(node, channelsLast: true), "NhwcMaxPool");
        table.AddTo(RuleTable.Microsoft, Pool, "MaxpoolWithMask");
        table.AddTo(RuleTable.Microsoft, node => Global(node, node.Integer("channels_last", 0) != 0), "QLinearGlobalAveragePool");
    }

    private static void Pool(NodeView node) => Pool(node, channelsLast: false);

    private static void Pool(NodeView node, bool channelsLast) => node.Output(0, node.Type(0), Pooled(node, channelsLast));

    private static void MaxPool(NodeView node)
    {
        var shape = Pooled(node, channelsLast: false);
        node.Output(0, node.Type(0), shape);
        node.Output(1, ElementType.Int64, shape);
    }

    private static KnownShape? Pooled(NodeView node, bool channelsLast)
    {
        if (node.Shape(0) is not { Rank: >= 2 } image || node.Integers("kernel_shape") is not { } kernel || kernel.Length != image.Rank - 2)
        {
            return null;
        }

        var window = new Window(node, node.Integers("pads"));
        var first = channelsLast ? 1 : 2;
        var dimensions = image.Dimensions.ToBuilder();
        for (var axis = 0; axis < kernel.Length; axis++)
        {
            dimensions[first + axis] = window.Places(axis, kernel.Length, image.Dimensions[first + axis], Dimension.Of(kernel[axis]));
        }

        return new(dimensions.ToImmutable());
    }

    private static void MaxUnpool(NodeView node)
    {
        if (node.Has(2))
        {
            node.Output(0, node.Type(0), node.IntegersOf(2) is { } stated ? Extents.Shape(stated.AsSpan()) : ReshapingRules.OfLength(node.Shape(2)));
            return;
        }

        if (node.Shape(0) is not { Rank: >= 2 } image || node.Integers("kernel_shape") is not { } kernel || kernel.Length != image.Rank - 2)
        {
            node.Output(0, node.Type(0), null);
            return;
        }

        var window = new Window(node, node.Integers("pads"));
        var dimensions = image.Dimensions.ToBuilder();
        for (var axis = 0; axis < kernel.Length; axis++)
        {
            dimensions[2 + axis] = window.Spread(axis, kernel.Length, image.Dimensions[2 + axis], Dimension.Of(kernel[axis]), 0);
        }

        node.Output(0, node.Type(0), new KnownShape(dimensions.ToImmutable()));
    }

    private static void Global(NodeView node, bool channelsLast)
    {
        if (node.Shape(0) is not { Rank: >= 2 } image)
        {
            node.Output(0, node.Type(0), null);
            return;
        }

        var channel = channelsLast ? image.Rank - 1 : 1;
        node.Output(0, node.Type(0), new KnownShape([.. image.Dimensions.Select((dimension, axis) => axis == 0 || axis == channel ? dimension : Dimension.Of(1))]));
    }

    private static void Regions(NodeView node, (long Height, long Width)? extents)
    {
        var shape = extents is var (height, width) && node.Shape(0) is { Rank: 4 } image
            ? Extents.Shape([node.Shape(1).At(0), image.Dimensions[1], Dimension.Of(height), Dimension.Of(width)])
            : (KnownShape?)null;
        node.Output(0, node.Type(0), shape);
    }
}
