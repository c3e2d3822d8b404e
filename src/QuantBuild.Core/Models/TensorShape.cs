using System.Collections.Immutable;

namespace QuantBuild.Models;

/// <summary>The extents of a tensor; a scalar has none.</summary>
internal readonly record struct TensorShape(ImmutableArray<long> Dimensions)
{
    public static readonly TensorShape Scalar = new([]);

    /// <summary>Number of elements, or null where an extent is negative or the product overflows.</summary>
    public long? Elements
    {
        get
        {
            long elements = 1;
            foreach (var extent in Dimensions)
            {
                if (extent < 0 || Math.BigMul(elements, extent, out elements) != 0 || elements < 0)
                {
                    return null;
                }
            }

            return elements;
        }
    }

    public bool Equals(TensorShape other) => Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());

    public override int GetHashCode() => Dimensions.Length == 0 ? 0 : HashCode.Combine(Dimensions.Length, Dimensions[0], Dimensions[^1]);

    /// <summary><c>64×3×7×7</c>; a scalar is <c>scalar</c>.</summary>
    public override string ToString() => Dimensions.Length == 0 ? "scalar" : string.Join('×', Dimensions);
}
