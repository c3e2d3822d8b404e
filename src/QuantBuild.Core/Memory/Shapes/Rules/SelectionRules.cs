using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Operators whose result is as large as the data make it: a bound is stated.</summary>
internal static class SelectionRules
{
    public static void Register(RuleTable table)
    {
        table.Add(NonZero, "NonZero");
        table.Add(Compress, "Compress");
        table.Add(Unique, "Unique");
        table.Add(NonMaxSuppression, "NonMaxSuppression");
    }

    private static void NonZero(NodeView node)
    {
        if (node.Shape(0) is not { } shape)
        {
            node.Output(0, ElementType.Int64, KnownShape.OfRank(2));
            return;
        }

        var rank = Dimension.Of(Math.Max(shape.Rank, 1));
        if (node.Value(0) is { } value)
        {
            node.Output(0, ElementType.Int64, Extents.Shape([rank, Dimension.Of(value.Integers.Count(x => x != 0) + value.Reals.Count(x => x != 0))]));
            return;
        }

        node.Output(0, ElementType.Int64, Extents.Shape([rank, node.Bound(Extents.Product(shape.Dimensions))]), isUpperBound: true);
    }

    private static void Compress(NodeView node)
    {
        if (node.Shape(0) is not { } shape)
        {
            return;
        }

        var along = node.Attribute("axis") is { } attribute ? Extents.Axis(attribute.I, shape.Rank) : null;
        var places = along is { } axis ? shape.Dimensions[axis] : Extents.Product(shape.Dimensions);
        var condition = node.IntegersOf(1);
        var kept = condition is { } known ? Dimension.Of(known.Take((int)Math.Min(places.Extent ?? known.Length, known.Length)).Count(x => x != 0)) : node.Bound(places);
        node.Output(0, node.Type(0), along is { } at ? shape.With(at, kept) : Extents.Shape([kept]), isUpperBound: condition is null);
    }

    private static void Unique(NodeView node)
    {
        if (node.Shape(0) is not { } shape)
        {
            return;
        }

        var along = node.Attribute("axis") is { } attribute ? Extents.Axis(attribute.I, shape.Rank) : null;
        var places = along is { } axis ? shape.Dimensions[axis] : Extents.Product(shape.Dimensions);
        var kept = node.Bound(places);
        node.Output(0, node.Type(0), along is { } at ? shape.With(at, kept) : Extents.Shape([kept]), isUpperBound: true);
        node.Output(1, ElementType.Int64, Extents.Shape([kept]), isUpperBound: true);
        node.Output(2, ElementType.Int64, Extents.Shape([places]));
        node.Output(3, ElementType.Int64, Extents.Shape([kept]), isUpperBound: true);
    }

    /// <summary>For each batch and class no more boxes than there are, or than asked for.</summary>
    private static void NonMaxSuppression(NodeView node)
    {
        var (boxes, scores) = (node.Shape(0), node.Shape(1));
        var asked = node.Has(2) ? node.IntegersOf(2) is [var most] ? most : (long?)null : 0;
        var each = Extents.Apply(boxes.At(1), extent => asked is { } limit ? Math.Clamp(limit, 0, extent) : extent);
        var all = Extents.Multiply(Extents.Multiply(scores.At(0), scores.At(1)), each);
        node.Output(0, ElementType.Int64, Extents.Shape([node.Bound(all), Dimension.Of(3)]), isUpperBound: true);
    }
}
