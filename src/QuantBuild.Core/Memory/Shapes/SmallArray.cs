using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes;

/// <summary>A small tensor with its extents.</summary>
internal readonly record struct SmallArray(ImmutableArray<long> Dimensions, SmallTensor Elements)
{
    public int Count => Elements.Count;

    public bool IsReal => !Elements.Reals.IsEmpty;

    public static SmallArray Of(SmallTensor elements) => new([elements.Count], elements);

    /// <summary>Steps between neighbours along each axis.</summary>
    public static long[] Strides(ReadOnlySpan<long> dimensions)
    {
        var strides = new long[dimensions.Length];
        var step = 1L;
        for (var i = dimensions.Length - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= dimensions[i];
        }

        return strides;
    }

    /// <summary>So many elements as a small tensor may have; null where they are more, or an extent is negative.</summary>
    public static int? Small(ReadOnlySpan<long> dimensions) =>
        new TensorShape([.. dimensions]).Elements is { } elements && elements <= SmallTensor.MaxElements ? (int)elements : null;

    /// <summary>
    /// An array of these extents whose element at (i, j, …) is this one's at <paramref name="source"/>(i, j, …);
    /// null where it would be too large or a source lies outside.
    /// </summary>
    public SmallArray? Pick(ReadOnlySpan<long> dimensions, Func<long[], long> source)
    {
        if (Small(dimensions) is not { } count)
        {
            return null;
        }

        var picks = new int[count];
        var position = new long[dimensions.Length];
        for (var i = 0; i < count; i++)
        {
            var from = source(position);
            if (from < 0 || from >= Count)
            {
                return null;
            }

            picks[i] = (int)from;
            Advance(position, dimensions);
        }

        var (integers, reals) = (Elements.Integers, Elements.Reals);
        return new SmallArray([.. dimensions], IsReal ? new([], [.. picks.Select(i => reals[i])]) : new([.. picks.Select(i => integers[i])], []));
    }

    /// <summary>Repeated along axes of extent 1, as in arithmetic between tensors of different extents.</summary>
    public SmallArray? BroadcastTo(ImmutableArray<long> dimensions)
    {
        if (dimensions.SequenceEqual(Dimensions))
        {
            return this;
        }

        var offset = dimensions.Length - Dimensions.Length;
        if (offset < 0)
        {
            return null;
        }

        var own = Dimensions;
        var strides = Strides(own.AsSpan());
        for (var i = 0; i < own.Length; i++)
        {
            if (own[i] != 1 && own[i] != dimensions[offset + i])
            {
                return null;
            }
        }

        return Pick(dimensions.AsSpan(), position =>
        {
            var at = 0L;
            for (var i = 0; i < own.Length; i++)
            {
                at += own[i] == 1 ? 0 : position[offset + i] * strides[i];
            }

            return at;
        });
    }

    /// <summary>The next position, last axis first.</summary>
    public static void Advance(long[] position, ReadOnlySpan<long> dimensions)
    {
        for (var axis = position.Length - 1; axis >= 0; axis--)
        {
            if (++position[axis] < dimensions[axis])
            {
                return;
            }

            position[axis] = 0;
        }
    }
}
