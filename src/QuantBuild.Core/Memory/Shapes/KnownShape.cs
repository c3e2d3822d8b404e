using System.Collections.Immutable;
using System.Runtime.InteropServices;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes;

/// <summary>A tensor's extents as a runtime knows them when a model is loaded; only such a shape decides whether buffers may be shared.</summary>
internal readonly record struct KnownShape(ImmutableArray<Dimension> Dimensions)
{
    public int Rank => Dimensions.Length;

    /// <summary>Every extent is a number.</summary>
    public bool IsComplete
    {
        get
        {
            foreach (var dimension in Dimensions)
            {
                if (dimension.Extent is null)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public static KnownShape Of(TensorShape shape)
    {
        var dimensions = new Dimension[shape.Dimensions.Length];
        for (var i = 0; i < dimensions.Length; i++)
        {
            dimensions[i] = Dimension.Of(shape.Dimensions[i]);
        }

        return new(ImmutableCollectionsMarshal.AsImmutableArray(dimensions));
    }

    /// <summary>So many extents of which nothing is known.</summary>
    public static KnownShape OfRank(int rank) => new([.. Enumerable.Repeat(Dimension.Unknown, rank)]);

    /// <summary>Known to be equal in every dimension.</summary>
    public bool SameAs(KnownShape other)
    {
        if (Rank != other.Rank)
        {
            return false;
        }

        for (var i = 0; i < Rank; i++)
        {
            if (!Dimensions[i].SameAs(other.Dimensions[i]))
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(KnownShape other) => Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());

    public override int GetHashCode()
    {
        var code = Rank;
        foreach (var dimension in Dimensions)
        {
            code = HashCode.Combine(code, dimension);
        }

        return code;
    }

    public override string ToString() => Rank == 0 ? "scalar" : string.Join('×', Dimensions);
}
