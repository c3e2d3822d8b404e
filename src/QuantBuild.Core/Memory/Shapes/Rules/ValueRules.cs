using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Tensors made from nothing, and extents as tensors.</summary>
internal static class ValueRules
{
    public static void Register(RuleTable table)
    {
        table.Add(Constant, "Constant");
        table.Add(ConstantOfShape, "ConstantOfShape");
        table.Add(Shape, "Shape");
        table.Add(Size, "Size");
        table.Add(Range, "Range");
    }

    private static void Constant(NodeView node)
    {
        if (ConstantReader.Read(node.Proto) is { } facts)
        {
            node.Output(0, facts.Type, facts.Known, facts.Value);
        }
    }

    private static void ConstantOfShape(NodeView node)
    {
        var filler = node.Attribute("value")?.T is { } tensor ? ConstantReader.Read(tensor) : new ValueFacts { Type = ElementType.Float32, Value = SmallTensor.OfReals(0) };
        var shape = node.IntegersOf(0) is { } extents ? Extents.Shape(extents.AsSpan()) : ReshapingRules.OfLength(node.Shape(0));
        node.Output(0, filler.Type, shape, shape?.Concrete() is { } known && filler.Value is { Count: 1 } element ? Filled(known, element) : null);
    }

    private static SmallTensor? Filled(TensorShape shape, SmallTensor element) =>
        new SmallArray([1], element).BroadcastTo(shape.Dimensions.IsEmpty ? [1] : shape.Dimensions)?.Elements;

    private static void Shape(NodeView node)
    {
        if (node.Shape(0) is not { } shape)
        {
            node.Output(0, ElementType.Int64, KnownShape.OfRank(1));
            return;
        }

        var start = Clamped(node.Integer("start", 0), shape.Rank);
        var end = Math.Max(Clamped(node.Integer("end", shape.Rank), shape.Rank), start);
        var part = shape.Dimensions[start..end];
        var value = part.All(dimension => dimension.Extent is not null) ? SmallTensor.Of([.. part.Select(dimension => dimension.Extent!.Value)]) : null;
        node.Output(0, ElementType.Int64, Extents.Shape(part.Length), value);
    }

    private static int Clamped(long place, int rank) => (int)Math.Clamp(place < 0 ? place + rank : place, 0, rank);

    private static void Size(NodeView node) =>
        node.Output(0, ElementType.Int64, Extents.Shape(ImmutableArray<Dimension>.Empty), node.Shape(0)?.Concrete()?.Elements is { } elements ? SmallTensor.Of(elements) : null);

    private static void Range(NodeView node)
    {
        if (node.Value(0) is not { Count: 1 } start || node.Value(1) is not { Count: 1 } limit || node.Value(2) is not { Count: 1 } delta)
        {
            node.Output(0, node.Type(0), KnownShape.OfRank(1));
            return;
        }

        if (start.Reals.IsEmpty && limit.Reals.IsEmpty && delta.Reals.IsEmpty)
        {
            var (first, step) = (start.Integers[0], delta.Integers[0]);
            if (step != 0)
            {
                var places = Int128.Max(0, ((Int128)limit.Integers[0] - first + step + (step > 0 ? -1 : 1)) / step);
                node.Output(0, node.Type(0), Extents.Shape(places > long.MaxValue ? -1 : (long)places),
                    places <= SmallTensor.MaxElements ? SmallTensor.Of([.. Enumerable.Range(0, (int)places).Select(i => first + i * step)]) : null);
            }
        }
        else if (start.Reals is [var from] && limit.Reals is [var to] && delta.Reals is [var by])
        {
            var places = Math.Ceiling((to - from) / by);
            node.Output(0, node.Type(0), Extents.Shape(places is >= 0 and < long.MaxValue ? (long)places : places < 0 ? 0 : -1));
        }
    }
}
