
namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Parts of tensors, put together, cut out and repeated.</summary>
internal static class SlicingRules
{
    public static void Register(RuleTable table)
    {
        table.Add(Concat, "Concat");
        table.Add(Split, "Split");
        table.Add(Slice, "Slice");
        table.Add(Pad, "Pad");
        table.AddTo(RuleTable.Microsoft, Pad, "Pad");
        table.Add(Expand, "Expand");
        table.Add(Tile, "Tile");
    }

    /// <summary>Extents of tensors joined along one of their axes.</summary>
    public static KnownShape? Joined(IReadOnlyList<KnownShape?> shapes, long along)
    {
        if (shapes is not [{ } first, ..] || Extents.Axis(along, first.Rank) is not { } axis)
        {
            return null;
        }

        var dimensions = first.Dimensions.ToBuilder();
        foreach (var shape in shapes.Skip(1))
        {
            if (shape is not { } other || other.Rank != first.Rank)
            {
                return null;
            }

            for (var i = 0; i < first.Rank; i++)
            {
                dimensions[i] = i == axis ? Extents.Add(dimensions[i], other.Dimensions[i]) : Extents.Merge(dimensions[i], other.Dimensions[i]);
            }
        }

        return new(dimensions.ToImmutable());
    }

    private static void Concat(NodeView node)
    {
        var inputs = Enumerable.Range(0, node.InputCount).ToList();
        var axis = node.Integer("axis", node.Opset < 4 ? 1 : 0);
        var shape = Joined([.. inputs.Select(node.Shape)], axis);
        node.Output(0, node.Type(0), shape, shape is { Rank: 1 } && inputs.All(input => node.Value(input) is not null)
            ? new([.. inputs.SelectMany(input => node.Value(input)!.Integers)], [.. inputs.SelectMany(input => node.Value(input)!.Reals)])
            : null);
    }

    /// <summary>Sizes: stated in an attribute, from operator set 13 in an input; otherwise equal parts, the last one smaller from 18.</summary>
    private static void Split(NodeView node)
    {
        if (node.Shape(0) is not { } shape || Extents.Axis(node.Integer("axis", 0), shape.Rank) is not { } axis)
        {
            return;
        }

        var given = node.Has("split", 1);
        var stated = node.Integers("split", 1);
        var parts = node.Integer("num_outputs", node.OutputCount);
        var start = 0L;
        for (var i = 0; i < node.OutputCount; i++)
        {
            var size = given
                ? stated is { } sizes && i < sizes.Length ? Dimension.Of(sizes[i]) : Dimension.Unknown
                : Extents.Apply(shape.Dimensions[axis], extent => Part(extent, parts, i));
            var part = shape.With(axis, size);
            node.Output(i, node.Type(0), part, Cut(node.Array(0), part, axis, start));
            start += size.Extent ?? 0;
        }
    }

    private static long? Part(long extent, long parts, int index)
    {
        if (parts <= 0)
        {
            return null;
        }

        var size = ((Int128)extent + parts - 1) / parts;
        return (long)Int128.Clamp(extent - index * size, 0, size);
    }

    private static SmallTensor? Cut(SmallArray? array, KnownShape part, int axis, long start)
    {
        if (array is not { } known || part.Concrete() is not { } shape)
        {
            return null;
        }

        var strides = SmallArray.Strides(known.Dimensions.AsSpan());
        return known.Pick(shape.Dimensions.AsSpan(), position => Place(position, strides) + start * strides[axis])?.Elements;
    }

    /// <summary>Starts, ends and axes: attributes, from operator set 10 inputs, with steps.</summary>
    private static void Slice(NodeView node)
    {
        var inputs = node.Opset >= 10 || node.Has(1);
        if (node.Shape(0) is not { } shape)
        {
            node.Output(0, node.Type(0), null);
            return;
        }

        var starts = inputs ? node.IntegersOf(1) : node.Integers("starts");
        var ends = inputs ? node.IntegersOf(2) : node.Integers("ends");
        var stated = inputs ? node.Has(3) ? node.IntegersOf(3) : null : node.Integers("axes");
        var steps = inputs && node.Has(4) ? node.IntegersOf(4) : null;
        var unknownAxes = inputs && node.Has(3) && stated is null;
        var count = stated?.Length ?? starts?.Length ?? node.Shape(1).At(0).Extent;
        if (unknownAxes || starts is null || ends is null || (inputs && node.Has(4) && steps is null) || count is null || count > shape.Rank
            || Extents.Axes(stated ?? [.. Enumerable.Range(0, (int)count).Select(axis => (long)axis)], shape.Rank) is not { } axes)
        {
            node.Output(0, node.Type(0), KnownShape.OfRank(shape.Rank));
            return;
        }

        var dimensions = shape.Dimensions.ToBuilder();
        var (from, by) = (new long[shape.Rank], Enumerable.Repeat(1L, shape.Rank).ToArray());
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = axes[i];
            if (i >= starts.Value.Length || i >= ends.Value.Length || (steps is { } known && (i >= known.Length || known[i] == 0))
                || shape.Dimensions[axis].Extent is not { } extent)
            {
                dimensions[axis] = Dimension.Unknown;
                continue;
            }

            by[axis] = steps?[i] ?? 1;
            (from[axis], var length) = Range(starts.Value[i], ends.Value[i], by[axis], extent);
            dimensions[axis] = Dimension.Of(length);
        }

        var result = new KnownShape(dimensions.ToImmutable());
        node.Output(0, node.Type(0), result, Sliced(node.Array(0), result, from, by));
    }

    /// <summary>First place and number of places of a slice; both ends clamped to the axis.</summary>
    private static (long Start, long Length) Range(long start, long end, long step, long extent)
    {
        start = start < 0 ? start + extent : start;
        end = end < 0 ? end + extent : end;
        if (step > 0)
        {
            start = Math.Clamp(start, 0, extent);
            end = Math.Clamp(end, 0, extent);
            return (start, end <= start ? 0 : (end - start - 1) / step + 1);
        }

        start = Math.Clamp(start, -1, Math.Max(extent - 1, -1));
        end = Math.Clamp(end, -1, Math.Max(extent - 1, -1));
        return (start, start <= end ? 0 : step == long.MinValue ? 1 : (start - end - 1) / -step + 1);
    }

    private static SmallTensor? Sliced(SmallArray? array, KnownShape result, long[] from, long[] by)
    {
        if (array is not { } known || result.Concrete() is not { } shape)
        {
            return null;
        }

        var strides = SmallArray.Strides(known.Dimensions.AsSpan());
        return known.Pick(shape.Dimensions.AsSpan(), position =>
        {
            var at = 0L;
            for (var axis = 0; axis < position.Length; axis++)
            {
                at += (from[axis] + position[axis] * by[axis]) * strides[axis];
            }

            return at;
        })?.Elements;
    }

    private static long Place(long[] position, long[] strides)
    {
        var at = 0L;
        for (var axis = 0; axis < position.Length; axis++)
        {
            at += position[axis] * strides[axis];
        }

        return at;
    }

    /// <summary>Pads: an attribute, from operator set 11 an input, from 18 for stated axes only.</summary>
    private static void Pad(NodeView node)
    {
        if (node.Shape(0) is not { } shape)
        {
            node.Output(0, node.Type(0), null);
            return;
        }

        var pads = node.Attribute("paddings") is not null ? node.Integers("paddings") : node.Integers("pads", 1);
        var axes = node.Has(3) ? node.IntegersOf(3) is { } stated ? Extents.Axes(stated, shape.Rank) : null : [.. Enumerable.Range(0, shape.Rank)];
        if (pads is not { } known || axes is not { } padded || known.Length != 2 * padded.Length)
        {
            node.Output(0, node.Type(0), KnownShape.OfRank(shape.Rank));
            return;
        }

        var dimensions = shape.Dimensions.ToBuilder();
        for (var i = 0; i < padded.Length; i++)
        {
            var more = Extents.Add(Dimension.Of(known[i]), known[padded.Length + i]);
            dimensions[padded[i]] = more.Extent == 0 ? dimensions[padded[i]] : Extents.Add(dimensions[padded[i]], more);
        }

        node.Output(0, node.Type(0), new KnownShape(dimensions.ToImmutable()));
    }

    private static void Expand(NodeView node)
    {
        if (node.IntegersOf(1) is not { } target)
        {
            var length = ReshapingRules.OfLength(node.Shape(1));
            node.Output(0, node.Type(0), length is { } unknown && node.Shape(0) is { } from ? KnownShape.OfRank(Math.Max(unknown.Rank, from.Rank)) : null);
            return;
        }

        var shape = Extents.Broadcast(node.Shape(0), Extents.Shape(target.AsSpan()));
        node.Output(0, node.Type(0), shape, shape?.Concrete() is { } extents ? node.Array(0)?.BroadcastTo(extents.Dimensions)?.Elements : null);
    }

    private static void Tile(NodeView node)
    {
        if (node.Shape(0) is not { } shape)
        {
            node.Output(0, node.Type(0), null);
            return;
        }

        if (node.IntegersOf(1) is not { } repeats || repeats.Length != shape.Rank)
        {
            node.Output(0, node.Type(0), KnownShape.OfRank(shape.Rank));
            return;
        }

        var result = new KnownShape([.. shape.Dimensions.Select((dimension, axis) => Extents.Apply(dimension, extent => Extents.Multiply(Dimension.Of(extent), repeats[axis]).Extent))]);
        node.Output(0, node.Type(0), result, Tiled(node.Array(0), result));
    }

    private static SmallTensor? Tiled(SmallArray? array, KnownShape result)
    {
        if (array is not { } known || result.Concrete() is not { } shape)
        {
            return null;
        }

        var strides = SmallArray.Strides(known.Dimensions.AsSpan());
        return known.Pick(shape.Dimensions.AsSpan(), position => position.Select((place, axis) => place % known.Dimensions[axis] * strides[axis]).Sum())?.Elements;
    }
}
