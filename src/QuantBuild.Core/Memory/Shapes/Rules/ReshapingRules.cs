using System.Collections.Immutable;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>The same elements under other extents, or in another order.</summary>
internal static class ReshapingRules
{
    public static void Register(RuleTable table)
    {
        table.Add(Reshape, "Reshape");
        table.Add(Flatten, "Flatten");
        table.Add(Squeeze, "Squeeze");
        table.Add(Unsqueeze, "Unsqueeze");
        table.Add(Transpose, "Transpose");
        table.Add(DepthToSpace, "DepthToSpace");
        table.Add(SpaceToDepth, "SpaceToDepth");
    }

    /// <summary>As many extents as a tensor of extents has elements, where that is known.</summary>
    public static KnownShape? OfLength(KnownShape? extents) =>
        extents is { Rank: 1 } shape && shape.Dimensions[0].Extent is >= 0 and <= 64 and var rank ? KnownShape.OfRank((int)rank) : null;

    private static void Reshape(NodeView node)
    {
        var target = node.Opset < 5 ? node.Integers("shape") : node.IntegersOf(1);
        var shape = target is { } extents ? Reshaped(node.Shape(0), extents, node.Integer("allowzero", 0) != 0) : (KnownShape?)null;
        node.Output(0, node.Type(0), shape, node.Value(0));
    }

    /// <summary>0 copies the extent at its place; -1 is what is left, known where every other unknown extent is a copied one.</summary>
    private static KnownShape? Reshaped(KnownShape? from, ImmutableArray<long> target, bool allowZero)
    {
        var dimensions = ImmutableArray.CreateBuilder<Dimension>(target.Length);
        var (placed, copied) = (Dimension.Of(1), new HashSet<int>());
        var open = -1;
        for (var i = 0; i < target.Length; i++)
        {
            var dimension = target[i] == 0 && !allowZero ? from is null ? Dimension.Unknown : from.At(i) : target[i] >= 0 ? Dimension.Of(target[i]) : Dimension.Unknown;
            dimensions.Add(dimension);
            if (target[i] == -1)
            {
                open = i;
            }
            else if (dimension.Extent is not null)
            {
                placed = Extents.Multiply(placed, dimension);
            }
            else
            {
                copied.Add(i);
            }
        }

        if (open >= 0 && from is { } known && placed.Extent is { } divisor)
        {
            var left = known.Dimensions.Where((dimension, axis) => dimension.Extent is not null || !copied.Contains(axis));
            var elements = left.Aggregate(Dimension.Of(1), Extents.Multiply);
            dimensions[open] = elements.Extent is { } count && divisor > 0 && count % divisor == 0 ? Dimension.Of(count / divisor)
                : elements.Extent == 0 && divisor == 0 ? Dimension.Of(0) : Dimension.Unknown;
        }

        return new(dimensions.MoveToImmutable());
    }

    private static void Flatten(NodeView node)
    {
        if (node.Shape(0) is { } shape && node.Integer("axis", 1) is var axis && (axis == shape.Rank ? shape.Rank : Extents.Axis(axis, Math.Max(shape.Rank, 1))) is { } cut)
        {
            node.Output(0, node.Type(0), Extents.Shape([Extents.Product(shape.Dimensions.Take(cut)), Extents.Product(shape.Dimensions.Skip(cut))]), node.Value(0));
        }
        else
        {
            node.Output(0, node.Type(0), KnownShape.OfRank(2));
        }
    }

    private static void Squeeze(NodeView node)
    {
        KnownShape? result = null;
        if (node.Shape(0) is { } shape)
        {
            var stated = node.Integers("axes", 1);
            if (node.Has("axes", 1) && stated is not { IsEmpty: true })
            {
                result = stated is not null && Extents.Axes(stated.Value, shape.Rank) is { } axes
                    ? new KnownShape([.. shape.Dimensions.Where((_, axis) => !axes.Contains(axis))])
                    : null;
            }
            else if (shape.IsComplete)
            {
                result = new KnownShape([.. shape.Dimensions.Where(dimension => dimension.Extent != 1)]);
            }
        }

        node.Output(0, node.Type(0), result, node.Value(0));
    }

    private static void Unsqueeze(NodeView node)
    {
        KnownShape? result = null;
        if (node.Shape(0) is { } shape && node.Integers("axes", 1) is { } stated && Extents.Axes(stated, shape.Rank + stated.Length) is { } axes
            && axes.Distinct().Count() == axes.Length)
        {
            var dimensions = shape.Dimensions.ToBuilder();
            foreach (var axis in axes.Order())
            {
                dimensions.Insert(axis, Dimension.Of(1));
            }

            result = new KnownShape(dimensions.ToImmutable());
        }

        node.Output(0, node.Type(0), result, node.Value(0));
    }

    private static void Transpose(NodeView node)
    {
        if (node.Shape(0) is not { } shape)
        {
            node.Output(0, node.Type(0), null);
            return;
        }

        var order = node.Integers("perm") is { Length: > 0 } stated ? Extents.Axes(stated, shape.Rank) : [.. Enumerable.Range(0, shape.Rank).Reverse()];
        if (order is not { } axes || axes.Length != shape.Rank)
        {
            node.Output(0, node.Type(0), KnownShape.OfRank(shape.Rank));
            return;
        }

        node.Output(0, node.Type(0), new KnownShape([.. axes.Select(axis => shape.Dimensions[axis])]), Transposed(node.Array(0), axes));
    }

    private static SmallTensor? Transposed(SmallArray? array, ImmutableArray<int> axes)
    {
        if (array is not { } known)
        {
            return null;
        }

        var strides = SmallArray.Strides(known.Dimensions.AsSpan());
        return known.Pick([.. axes.Select(axis => known.Dimensions[axis])], position => axes.Select((axis, i) => position[i] * strides[axis]).Sum())?.Elements;
    }

    private static void DepthToSpace(NodeView node)
    {
        var block = node.Integer("blocksize", 1);
        node.Output(0, node.Type(0), node.Shape(0) is { Rank: 4 } image && block > 0 && block < 1 << 16
            ? Extents.Shape([
                image.Dimensions[0], Extents.Divide(image.Dimensions[1], block * block),
                Extents.Multiply(image.Dimensions[2], block), Extents.Multiply(image.Dimensions[3], block)])
            : null);
    }

    private static void SpaceToDepth(NodeView node)
    {
        var block = node.Integer("blocksize", 1);
        node.Output(0, node.Type(0), node.Shape(0) is { Rank: 4 } image && block > 0 && block < 1 << 16
            ? Extents.Shape([
                image.Dimensions[0], Extents.Multiply(image.Dimensions[1], block * block),
                Extents.Divide(image.Dimensions[2], block), Extents.Divide(image.Dimensions[3], block)])
            : null);
    }
}
