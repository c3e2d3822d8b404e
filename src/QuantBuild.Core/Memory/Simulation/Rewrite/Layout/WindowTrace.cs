using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Memory.Simulation.Rewrite.Layout;

/// <summary>Which extents a convolution or pooling passes on: those whose padding makes up for the window, halved where the stride is two.</summary>
internal static class WindowTrace
{
    /// <param name="node">Its padding, strides and dilations.</param>
    /// <param name="kernel">Extents of the window.</param>
    /// <param name="input">Trace of the input.</param>
    /// <param name="fresh">Trace of a value whose extents come from nowhere else.</param>
    public static ShapeTrace Through(NodeProto node, IReadOnlyList<long> kernel, ShapeTrace input, ShapeTrace fresh)
    {
        var result = fresh with { Origins = fresh.Origins.SetItem(0, input.Origins[0]) };
        var automatic = node.Attribute("auto_pad") is { HasS: true } attribute ? attribute.S.ToStringUtf8() : "NOTSET";
        if (automatic is not ("NOTSET" or "SAME_UPPER" or "SAME_LOWER" or "VALID") || kernel.Count != 2)
        {
            return result;
        }

        for (var axis = 0; axis < 2; axis++)
        {
            var stride = At(node, "strides", axis, 1);
            var padding = automatic == "NOTSET" ? At(node, "pads", axis, 0) + At(node, "pads", axis + 2, 0) : 0;
            var same = automatic is "SAME_UPPER" or "SAME_LOWER" || padding == (kernel[axis] - 1) * At(node, "dilations", axis, 1);
            if (stride is 1 or 2 && same)
            {
                var halving = (int)stride - 1;
                result = axis == 0
                    ? result with { Origins = result.Origins.SetItem(2, input.Origins[2]), HeightHalvings = input.HeightHalvings + halving }
                    : result with { Origins = result.Origins.SetItem(3, input.Origins[3]), WidthHalvings = input.WidthHalvings + halving };
            }
        }

        return result;
    }

    private static long At(NodeProto node, string name, int place, long fallback) =>
        node.Attribute(name)?.Ints is { } numbers && place < numbers.Count ? numbers[place] : fallback;
}
