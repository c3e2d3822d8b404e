namespace QuantBuild.Schemes;

/// <summary>The largest magnitude among the elements of one value.</summary>
/// <param name="Tensor">The value's name.</param>
/// <param name="Largest">Infinite or NaN where an element of an activation is.</param>
/// <param name="Stored">A tensor of the model itself, whose infinities are meant and do not count.</param>
internal sealed record ObservedRange(string Tensor, double Largest, bool Stored)
{
    /// <summary>Largest finite number of float16.</summary>
    public const double LargestHalf = 65504;

    /// <summary>Smallest number of float16 above 0.</summary>
    public const double SmallestHalf = 1.0 / (1 << 24);

    /// <summary>Below it a float32 is what is left of a number that was meant to be 0.</summary>
    private const double SmallestNormal = 1.17549435e-38;

    public bool FitsHalf => Largest is < SmallestNormal or (>= SmallestHalf and <= LargestHalf);

    /// <summary>Finite, and float16 would make an infinity of it.</summary>
    public bool Overflows => double.IsFinite(Largest) && Largest > LargestHalf;

    /// <summary><c>reaches 3.4e38</c>.</summary>
    public string InWords => !double.IsFinite(Largest) ? "is infinite or no number"
        : Overflows ? FormattableString.Invariant($"reaches {Largest:0.0e0}")
        : FormattableString.Invariant($"is nowhere above {Largest:0.0e0}");
}
