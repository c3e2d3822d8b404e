namespace QuantBuild.Memory.Simulation.Rewrite.Transposes;

/// <summary>What transposing is worth, in axes longer than 1; negative where a Transpose goes away.</summary>
internal static class TransposeCost
{
    /// <summary>Of a value about whose axes nothing is known.</summary>
    private const int Unknown = 5;

    public static bool IsWorthwhile(PushedTranspose pushed, TransposeHandler handler, TransposesAhead ahead)
    {
        if (pushed.Node.Is("Transpose"))
        {
            return true;
        }

        var cost = pushed.Inputs.Sum(place => Input(pushed.Node.Inputs[place], pushed.Order));
        if (cost < 0 && handler.TransposesOutputs && !pushed.Node.Outputs.Exists(output => output is not null && ahead.Meets(output, pushed.Order)))
        {
            cost += pushed.Node.Outputs.Max(Axes);
        }

        return cost < 0;
    }

    private static int Input(RuntimeValue? value, long[] order)
    {
        if (value is null || value.IsConstant())
        {
            return 0;
        }

        if (Permutation.Of(value.Producer) is not { } other)
        {
            return Axes(value);
        }

        return !other.SequenceEqual(order) ? Axes(value)
            : TransposeEdits.IsInner(value) && value.Consumers.TrueForAll(consumer => TransposeHandlers.Find(consumer) is not null) ? -Axes(value)
            : 0;
    }

    private static int Axes(RuntimeValue? value) =>
        value?.Facts.Known is { } shape ? shape.Dimensions.Count(extent => extent.Extent != 1) : Unknown;
}
