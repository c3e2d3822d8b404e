using QuantBuild.Memory.Simulation;

namespace QuantBuild.Memory;

/// <summary>The value for <c>Shapes</c> that a model needs, each open extent written as 1.</summary>
internal static class ShapesToComplete
{
    public static string Of(RuntimeGraph graph) => string.Join(';', graph.Inputs
        .Where(UnknownShapes.IsOpen)
        .Select(input => $"{input.Name}:{Extents(input)}"));

    private static string Extents(RuntimeValue input) => input.Facts.Known is { } known
        ? string.Join('x', known.Dimensions.Select(dimension => dimension.Extent ?? 1))
        : "1";
}
