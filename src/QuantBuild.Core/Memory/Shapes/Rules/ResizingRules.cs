using System.Collections.Immutable;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Images sampled anew.</summary>
internal static class ResizingRules
{
    public static void Register(RuleTable table)
    {
        table.Add(Resize, "Resize", "Upsample");
        table.Add(GridSample, "GridSample");
        table.Add(AffineGrid, "AffineGrid");
        table.Add(CenterCropPad, "CenterCropPad");
        table.Add(Col2Im, "Col2Im");
        table.AddTo(RuleTable.Microsoft, GridSample, "GridSample");
        table.AddTo(RuleTable.Microsoft, CropAndResize, "CropAndResize");
    }

    /// <summary>Scales: an attribute (Upsample 7), the second input (9, 10), or the third; from 11 sizes in the fourth, from 18 for stated axes only.</summary>
    private static void Resize(NodeView node)
    {
        if (node.Shape(0) is not { } shape)
        {
            node.Output(0, node.Type(0), null);
            return;
        }

        ImmutableArray<int>? axes = node.Integers("axes") is { } stated ? Extents.Axes(stated, shape.Rank) : [.. Enumerable.Range(0, shape.Rank)];
        var late = node.Operator == "Resize" && node.Opset >= 11;
        var scales = node.Attribute("scales") is { } attribute ? [.. attribute.Floats.Select(scale => (double)scale)] : node.Value(late ? 2 : 1)?.Reals;
        var dimensions = Enumerable.Repeat(Dimension.Unknown, shape.Rank).ToArray();
        if (late && node.Has(3) && axes is { } sized)
        {
            Sized(node, shape, sized, dimensions);
        }
        else if (axes is { } scaled && scales is { } factors && factors.Length == scaled.Length)
        {
            for (var axis = 0; axis < shape.Rank; axis++)
            {
                var at = scaled.IndexOf(axis);
                dimensions[axis] = at < 0 ? shape.Dimensions[axis] : Extents.Apply(shape.Dimensions[axis], extent => Scaled(extent, factors[at]));
            }
        }

        node.Output(0, node.Type(0), new KnownShape([.. dimensions]));
    }

    private static void Sized(NodeView node, KnownShape shape, ImmutableArray<int> axes, Dimension[] dimensions)
    {
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            dimensions[axis] = axes.Contains(axis) ? Dimension.Unknown : shape.Dimensions[axis];
        }

        if (node.IntegersOf(3) is not { } sizes || sizes.Length != axes.Length)
        {
            return;
        }

        var policy = node.Text("keep_aspect_ratio_policy", "stretch");
        var ratios = axes.Select((axis, i) => shape.Dimensions[axis].Extent is > 0 and var extent ? (float)sizes[i] / extent : float.NaN).ToList();
        for (var i = 0; i < axes.Length; i++)
        {
            dimensions[axes[i]] = policy == "stretch" ? Extents.Shape(sizes[i]).Dimensions[0]
                : ratios.Exists(float.IsNaN) ? Dimension.Unknown
                : Dimension.Of((long)MathF.Round((policy == "not_larger" ? ratios.Min() : ratios.Max()) * shape.Dimensions[axes[i]].Extent!.Value, MidpointRounding.AwayFromZero));
        }
    }

    /// <summary>Single precision, as the kernel computes it.</summary>
    private static long? Scaled(long extent, double scale) => (float)scale * extent is >= 0 and < long.MaxValue and var scaled ? (long)scaled : null;

    private static void GridSample(NodeView node)
    {
        var shape = node.Shape(0) is { Rank: > 2 } image && node.Shape(1) is { } grid && grid.Rank == image.Rank
            ? new KnownShape([.. image.Dimensions[..2], .. grid.Dimensions[1..^1]])
            : (KnownShape?)null;
        node.Output(0, node.Type(0), shape);
    }

    private static void AffineGrid(NodeView node)
    {
        if (node.IntegersOf(1) is { Length: > 2 } size)
        {
            node.Output(0, node.Type(0), Extents.Shape([size[0], .. size.AsSpan()[2..], size.Length - 2]));
        }
        else
        {
            node.Output(0, node.Type(0), ReshapingRules.OfLength(node.Shape(1)));
        }
    }

    private static void CenterCropPad(NodeView node)
    {
        if (node.Shape(0) is not { } shape)
        {
            node.Output(0, node.Type(0), null);
            return;
        }

        var target = node.IntegersOf(1);
        ImmutableArray<int>? axes = node.Integers("axes") is { } stated ? Extents.Axes(stated, shape.Rank) : [.. Enumerable.Range(0, shape.Rank)];
        if (axes is not { } cropped || (target is { } extents && extents.Length != cropped.Length))
        {
            node.Output(0, node.Type(0), KnownShape.OfRank(shape.Rank));
            return;
        }

        for (var i = 0; i < cropped.Length; i++)
        {
            shape = shape.With(cropped[i], target is { } known ? Dimension.Of(known[i]) : Dimension.Unknown);
        }

        node.Output(0, node.Type(0), shape);
    }

    private static void Col2Im(NodeView node)
    {
        KnownShape? result = null;
        if (node.Shape(0) is { Rank: 3 } columns && node.IntegersOf(1) is { } image)
        {
            var block = node.IntegersOf(2) is { } extents ? Extents.Product(extents.Select(Dimension.Of)).Extent : null;
            result = Extents.Shape([columns.Dimensions[0], block is { } size ? Extents.Divide(columns.Dimensions[1], size) : Dimension.Unknown, .. image.Select(Dimension.Of)]);
        }

        node.Output(0, node.Type(0), result);
    }

    private static void CropAndResize(NodeView node)
    {
        var shape = node.Shape(0) is { Rank: 4 } image && node.IntegersOf(3) is [var height, var width]
            ? Extents.Shape([node.Shape(1).At(0), image.Dimensions[1], Dimension.Of(height), Dimension.Of(width)])
            : (KnownShape?)null;
        node.Output(0, node.Type(0), shape);
    }
}
