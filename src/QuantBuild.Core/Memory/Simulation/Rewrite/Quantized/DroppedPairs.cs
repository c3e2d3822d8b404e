namespace QuantBuild.Memory.Simulation.Rewrite.Quantized;

/// <summary>Operators that only move elements do it to integers as well, where they come and go by the same scale.</summary>
internal static class DroppedPairs
{
    public static bool Apply(QuantizedUnit unit)
    {
        if (unit is not { Dequantized: 1, After.Count: > 0 } || unit.Before[0] is not { } before || !unit.After.All(after => IsSameScale(before, after)))
        {
            return false;
        }

        unit.WorkOnIntegers();
        return true;
    }

    /// <summary>What comes out is no float: only what comes in matters.</summary>
    public static bool First(QuantizedUnit unit)
    {
        if (unit is not { Dequantized: 1 } || unit.Before[0] is null)
        {
            return false;
        }

        (unit with { After = [] }).WorkOnIntegers();
        return true;
    }

    private static bool IsSameScale(RuntimeNode dequantize, RuntimeNode quantize) =>
        IsSame(dequantize.Inputs[1], quantize.Inputs[1]) && IsSame(dequantize.In(2), quantize.In(2));

    private static bool IsSame(RuntimeValue? left, RuntimeValue? right) =>
        left == right || left.Scalar() is { } number && right.Scalar() == number && left!.Facts.Type == right!.Facts.Type;
}
