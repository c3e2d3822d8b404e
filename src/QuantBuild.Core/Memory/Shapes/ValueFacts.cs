using QuantBuild.Models;

namespace QuantBuild.Memory.Shapes;

/// <summary>What is known of one value of a graph.</summary>
internal sealed record ValueFacts
{
    /// <summary>More than any machine holds; the bytes of a hundred thousand such tensors can still be added up.</summary>
    private const long MostElements = 1L << 40;

    /// <summary>Undefined where it is not known, or the value is no tensor.</summary>
    public ElementType Type { get; init; }

    /// <summary>Extents in the run that is projected, from the shapes of the inputs; null where they do not follow from them, or no tensor can have them.</summary>
    public TensorShape? Concrete
    {
        get;
        init => field = value is { } shape && IsPossible(shape) ? shape : null;
    }

    /// <summary><see cref="Concrete"/> is the most it can be: the true extents depend on the data.</summary>
    public bool IsUpperBound { get; init; }

    /// <summary>Extents the runtime knows at load; null where not even their number is known.</summary>
    public KnownShape? Known { get; init; }

    /// <summary>Elements in the run that is projected, where they are few and follow from shapes and constants.</summary>
    public SmallTensor? Value { get; init; }

    /// <summary>The runtime knows the elements at load: an initializer no caller can override, a <c>Constant</c>, or what follows from such alone.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Bytes of one dense tensor of this type and extents; null where they are not known.</summary>
    public ByteSize? Size => Type.Bits() > 0 && Concrete is { Elements: { } elements } ? Type.SizeOf(elements) : null;

    /// <summary>What is computed from such extents cannot overflow, also where one of them is 0.</summary>
    private static bool IsPossible(TensorShape shape)
    {
        var elements = 1L;
        foreach (var extent in shape.Dimensions)
        {
            if (extent < 0 || extent > MostElements / elements)
            {
                return false;
            }

            elements *= Math.Max(extent, 1);
        }

        return true;
    }
}
