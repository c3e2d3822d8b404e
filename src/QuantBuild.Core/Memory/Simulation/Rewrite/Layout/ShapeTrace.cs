using System.Collections.Immutable;

namespace QuantBuild.Memory.Simulation.Rewrite.Layout;

/// <summary>From which value each of the four extents of a blocked value comes, and how often a stride of two halved the last two since.</summary>
internal readonly record struct ShapeTrace(ImmutableArray<RuntimeValue> Origins, int HeightHalvings, int WidthHalvings)
{
    public static ShapeTrace From(RuntimeValue value) => new([value, value, value, value], 0, 0);

    /// <summary>Both extents come from the same one by the same way.</summary>
    public bool SameAt(int axis, ShapeTrace other) =>
        Origins[axis] == other.Origins[axis] && Halvings(axis) == other.Halvings(axis);

    private int Halvings(int axis) => axis switch
    {
        2 => HeightHalvings,
        3 => WidthHalvings,
        _ => 0,
    };
}
