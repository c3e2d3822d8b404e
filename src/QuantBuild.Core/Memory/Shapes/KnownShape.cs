using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes;

/// <summary>A tensor's extents as a runtime knows them when a model is loaded; only such a shape decides whether buffers may be shared.</summary>
internal readonly record struct KnownShape(ImmutableArray<Dimension> Dimensions)
{
    public int Rank => Dimensions.Length;

    /// <summary>Every extent is a number.</summary>
    public bool IsComplete => Dimensions.All(dimension => dimension.Extent is not null);

    public static KnownShape Of(TensorShape shape) => new([.. shape.Dimensions.Select(Dimension.Of)]);

    /// <summary>So many extents of which nothing is known.</summary>
    public static KnownShape OfRank(int rank) => new([.. Enumerable.Repeat(Dimension.Unknown, rank)]);

    /// <summary>Known to be equal in every dimension.</summary>
    public bool SameAs(KnownShape other) => Rank == other.Rank && Dimensions.Zip(other.Dimensions).All(pair => pair.First.SameAs(pair.Second));

    public bool Equals(KnownShape other) => Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());

    public override int GetHashCode() => Dimensions.Aggregate(Rank, HashCode.Combine);

    public override string ToString() => Rank == 0 ? "scalar" : string.Join('×', Dimensions);
}
