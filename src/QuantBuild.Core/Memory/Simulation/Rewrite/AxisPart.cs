using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>Elements of one axis, next to each other, that a node takes.</summary>
/// <param name="Node">A Gather of one element, or a Slice.</param>
/// <param name="Start">The first element.</param>
/// <param name="Length">How many.</param>
/// <param name="AxisGoes">The node's result has no such axis.</param>
internal sealed record AxisPart(RuntimeNode Node, long Start, long Length, bool AxisGoes)
{
    public static int? AxisOf(RuntimeNode node, RuntimeValue value)
    {
        var axis = node.Is("Gather") ? node.Proto.Integer("axis") ?? 0 : Number(node.In(3));
        return value.Rank() is { } rank && axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : null;
    }

    public static AxisPart? Of(RuntimeNode node, RuntimeValue value, int axis, long extent) =>
        AxisOf(node, value) != axis ? null : node.Is("Gather") ? Element(node, extent) : Range(node, extent);

    private static AxisPart? Element(RuntimeNode node, long extent) =>
        Number(node.In(1)) is { } index && index >= -extent && index < extent
            ? new AxisPart(node, index < 0 ? index + extent : index, 1, AxisGoes: node.In(1).Rank() == 0)
            : null;

    private static AxisPart? Range(RuntimeNode node, long extent)
    {
        if (Number(node.In(1)) is not { } start || Number(node.In(2)) is not { } end || node.In(4) is { } step && Number(step) != 1)
        {
            return null;
        }

        var (from, to) = (Clamp(start, extent), Clamp(end, extent));
        return from < to ? new AxisPart(node, from, to - from, AxisGoes: false) : null;
    }

    private static long Clamp(long bound, long extent) => Math.Clamp(bound < 0 ? bound + extent : bound, 0, extent);

    // The runtime reads int64 alone here.
    private static long? Number(RuntimeValue? value) => value is { Facts.Type: ElementType.Int64 } && value.Integers() is [var number] ? number : null;
}
