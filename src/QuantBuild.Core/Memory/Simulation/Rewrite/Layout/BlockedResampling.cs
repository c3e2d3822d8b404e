using System.Collections.Immutable;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Memory.Simulation.Rewrite.Layout;

/// <summary>Enlarging by whole factors, and leaving the layout with channels last.</summary>
internal static class BlockedResampling
{
    public static void ToChannelsLast(BlockedLayout layout, RuntimeNode node)
    {
        if (layout.Find(node.Inputs[0]) is not { } input
            || node.Proto.Attribute("perm") is not { } order || !order.Ints.SequenceEqual([0, 2, 3, 1]))
        {
            return;
        }

        var proto = new NodeProto();
        proto.Set("channels", input.Channels);
        proto.Set("channels_last", 1);
        layout.Replace(node, "ReorderOutput", [input.Value], proto);
    }

    public static void Upsample(BlockedLayout layout, RuntimeNode node)
    {
        if (layout.Find(node.Inputs[0]) is not { } input || !IsSupported(node) || Factors(layout, node) is not { } factors
            || factors.Length != 4 || factors[0] != 1 || factors[1] != 1 || factors.Any(factor => factor < 1 || factor != Math.Floor(factor)))
        {
            return;
        }

        var replacement = layout.Replace(node, "Upsample", [input.Value], node.Proto);
        layout.Register(replacement, input.Channels, ShapeTrace.From(replacement.Out()));
    }

    private static bool IsSupported(RuntimeNode node)
    {
        var transformation = Text(node, "coordinate_transformation_mode", node.Is("Upsample") ? "asymmetric" : "half_pixel");
        return Text(node, "mode", "nearest") switch
        {
            "nearest" => node.Is("Upsample") || transformation is "asymmetric" or "half_pixel" && Text(node, "nearest_mode", "round_prefer_floor") is "floor" or "round_prefer_floor",
            "linear" => transformation is "asymmetric" or "half_pixel" or "align_corners",
            _ => false,
        };
    }

    /// <summary>Factors of the four extents: as given, or as the extents before and after say; null where they are not constant.</summary>
    private static ImmutableArray<double>? Factors(BlockedLayout layout, RuntimeNode node)
    {
        if (layout.Graph.Opset("") >= 11 && node.In(3) is { } sizes)
        {
            return sizes.Integers() is { Count: 4 } extents && node.Inputs[0]!.HasKnownShape()
                ? [.. extents.Select((extent, axis) => (double)extent / node.Inputs[0].Extent(axis)!.Value)]
                : null;
        }

        var scales = node.Is("Upsample") || layout.Graph.Opset("") < 11 ? node.In(1) : node.In(2);
        return scales.IsConstant() && scales!.Facts.Value is { Reals.Length: 4 } small ? small.Reals : null;
    }

    private static string Text(RuntimeNode node, string name, string fallback) =>
        node.Proto.Attribute(name) is { HasS: true } attribute ? attribute.S.ToStringUtf8() : fallback;
}
