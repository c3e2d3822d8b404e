using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.Transposes;

/// <summary>Arithmetic of permutations, as Transpose writes them.</summary>
internal static class Permutation
{
    /// <summary>The permutation a Transpose states; null where it leaves it to the default, or is another node.</summary>
    public static long[]? Of(RuntimeNode? node)
    {
        if (node is null || !node.Is("Transpose") || node.Proto.Attribute("perm") is not { } attribute)
        {
            return null;
        }

        long[] order = [.. attribute.Ints];
        return order.Order().SequenceEqual(Enumerable.Range(0, order.Length).Select(axis => (long)axis)) ? order : null;
    }

    public static long[] Inverse(long[] order)
    {
        var inverse = new long[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            inverse[order[i]] = i;
        }

        return inverse;
    }

    /// <summary>First one, then the other.</summary>
    public static long[] Then(long[] first, long[] second) => [.. second.Select(axis => first[axis])];

    public static bool IsIdentity(long[] order) => order.Index().All(axis => axis.Item == axis.Index);

    /// <summary>The same order of the other axes, with axes of extent 1 put in where they are.</summary>
    public static long[] Unsqueezed(IReadOnlyList<long> axes, long[] order)
    {
        var rank = order.Length + axes.Count;
        long[] kept = [.. Enumerable.Range(0, rank).Select(axis => (long)axis).Where(axis => !axes.Contains(axis))];
        var next = 0;
        return [.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? axis : kept[order[next++]])];
    }

    /// <summary>The order of what is left without those axes.</summary>
    public static long[] Squeezed(IReadOnlyList<long> axes, long[] order) =>
        [.. order.Where(axis => !axes.Contains(axis)).Select(axis => axis - axes.Count(removed => removed < axis))];

    /// <summary>Axes counted from the front; null where one does not exist or is named twice.</summary>
    public static long[]? Axes(IReadOnlyList<long>? axes, int rank)
    {
        if (axes is null)
        {
            return null;
        }

        long[] positive = [.. axes.Select(axis => axis < 0 ? axis + rank : axis)];
        return positive.All(axis => axis >= 0 && axis < rank) && positive.Distinct().Count() == positive.Length ? positive : null;
    }

    public static ValueFacts Apply(ValueFacts facts, long[] order) => facts with
    {
        Concrete = facts.Concrete is { } shape && shape.Dimensions.Length == order.Length ? new TensorShape([.. order.Select(axis => shape.Dimensions[(int)axis])]) : facts.Concrete,
        Known = facts.Known is { } known && known.Rank == order.Length ? new KnownShape([.. order.Select(axis => known.Dimensions[(int)axis])]) : facts.Known,
        Value = facts.Value is { Count: 1 } ? facts.Value : null,
    };
}
