using System.Collections.Immutable;

namespace QuantBuild.Memory.Shapes.Rules;

/// <summary>Einstein summation: <c>bij,bjk->bik</c>, with <c>...</c> for axes that broadcast.</summary>
internal static class EinsumRule
{
    private const string Ellipsis = "...";

    public static void Infer(NodeView node) => node.Output(0, node.Type(0), Shape(node));

    private static KnownShape? Shape(NodeView node)
    {
        var equation = node.Text("equation", string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal);
        var sides = equation.Split("->");
        var terms = sides[0].Split(',');
        if (terms.Length != node.InputCount || sides.Length > 2)
        {
            return null;
        }

        var extents = new SortedDictionary<char, Dimension>();
        KnownShape? broadcast = Extents.Shape(ImmutableArray<Dimension>.Empty);
        for (var i = 0; i < terms.Length; i++)
        {
            if (node.Shape(i) is not { } shape || !Read(terms[i], shape, extents, ref broadcast))
            {
                return null;
            }
        }

        return Written(sides.Length == 2 ? sides[1] : Implied(sides[0], extents.Keys), extents, broadcast!.Value);
    }

    private static bool Read(string term, KnownShape shape, SortedDictionary<char, Dimension> extents, ref KnownShape? broadcast)
    {
        var at = term.IndexOf(Ellipsis, StringComparison.Ordinal);
        var before = at < 0 ? term : term[..at];
        var after = at < 0 ? string.Empty : term[(at + Ellipsis.Length)..];
        var free = shape.Rank - before.Length - after.Length;
        if (at < 0 ? free != 0 : free < 0)
        {
            return false;
        }

        for (var i = 0; i < before.Length + after.Length; i++)
        {
            var letter = i < before.Length ? before[i] : after[i - before.Length];
            var dimension = shape.Dimensions[i < before.Length ? i : i + free];
            extents[letter] = extents.TryGetValue(letter, out var known) ? Extents.Broadcast(known, dimension) : dimension;
        }

        broadcast = Extents.Broadcast(broadcast, new KnownShape(shape.Dimensions.Slice(before.Length, free)));
        return true;
    }

    /// <summary>Without a right side: the free axes, then every letter that occurs once, in order.</summary>
    private static string Implied(string left, IEnumerable<char> letters) =>
        (left.Contains(Ellipsis, StringComparison.Ordinal) ? Ellipsis : string.Empty) + string.Concat(letters.Where(letter => left.Count(c => c == letter) == 1));

    private static KnownShape? Written(string right, SortedDictionary<char, Dimension> extents, KnownShape broadcast)
    {
        var dimensions = ImmutableArray.CreateBuilder<Dimension>();
        for (var i = 0; i < right.Length; i++)
        {
            if (right.AsSpan(i).StartsWith(Ellipsis))
            {
                dimensions.AddRange(broadcast.Dimensions);
                i += Ellipsis.Length - 1;
            }
            else if (extents.TryGetValue(right[i], out var dimension))
            {
                dimensions.Add(dimension);
            }
            else
            {
                return null;
            }
        }

        return new(dimensions.ToImmutable());
    }
}
