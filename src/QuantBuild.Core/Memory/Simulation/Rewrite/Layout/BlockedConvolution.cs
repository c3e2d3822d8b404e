using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Memory.Simulation.Rewrite.Layout;

/// <summary>Convolutions, and normalisations as convolutions of one channel each.</summary>
internal static class BlockedConvolution
{
    /// <summary>Channels come in such steps where a kernel loads them from the plain layout.</summary>
    private const int Step = 4;

    public static void Move(BlockedLayout layout, RuntimeNode node)
    {
        var weight = node.In(1);
        if (!weight.IsConstant() || !weight.IsFloat() || weight!.Facts.Concrete is not { Dimensions: { Length: 4 } extents }
            || node.In(2) is { } given && (!given.IsConstant() || given.Rank() != 1 || given.Extent(0) != extents[0]))
        {
            return;
        }

        var groups = node.Proto.Integer("group") ?? 1;
        if (Plan(layout, groups, extents[0], extents[1]) is not { } plan)
        {
            return;
        }

        var outputs = layout.RoundUp(extents[0]);
        var relaid = layout.Relay(weight, plan.WeightBlocked,
            outputs, plan.WeightBlocked ? layout.RoundUp(extents[1]) : extents[1], extents[2], extents[3]);
        var bias = node.In(2) is { } plainBias && outputs != extents[0] ? layout.Relay(plainBias, inputBlocked: false, outputs) : node.In(2);
        var input = node.Inputs[0]!;
        var replacement = layout.Replace(node, "Conv", [input, relaid, bias, .. node.Inputs.Skip(3)], node.Proto);
        if (replacement.Inputs[2] is null && replacement.Inputs.Count == 3)
        {
            replacement.Inputs.RemoveAt(2);
        }

        var trace = ShapeTrace.From(replacement.Out());
        if (plan.InputBlocked)
        {
            if (layout.Find(input) is { } blocked)
            {
                replacement.Take(0, blocked.Value);
                trace = WindowTrace.Through(node.Proto, [extents[2], extents[3]], blocked.Trace, trace);
            }
            else
            {
                layout.TakeReordered(replacement, 0);
            }
        }

        layout.Register(replacement, extents[0], trace);
    }

    public static void Normalisation(BlockedLayout layout, RuntimeNode node)
    {
        if (layout.Find(node.Inputs[0]) is not { } input || node.Outputs.Count > 1
            || node.Inputs.Skip(1).Any(parameter => !parameter.IsConstant() || !parameter.IsFloat() || parameter.Extent(0) != input.Channels))
        {
            return;
        }

        var channels = layout.RoundUp(input.Channels);
        var scale = layout.Relay(node.Inputs[1]!, inputBlocked: true, channels, 1, 1, 1);
        var offset = layout.Relay(node.Inputs[2]!, inputBlocked: true, channels);
        var proto = new NodeProto();
        proto.Set("group", channels);
        layout.Register(layout.Replace(node, "Conv", [input.Value, scale, offset], proto), input.Channels, input.Trace);
    }

    /// <summary>Whether the input and the weight's input channels are in blocks; null where no kernel can do it.</summary>
    private static (bool InputBlocked, bool WeightBlocked)? Plan(BlockedLayout layout, long groups, long outputs, long inputs)
    {
        if (groups == 1)
        {
            return inputs < layout.Block ? (false, false) : inputs % Step == 0 ? (true, true) : null;
        }

        if (outputs % Step != 0)
        {
            return null;
        }

        return inputs == 1 && outputs == groups ? (true, false)
            : inputs % layout.Block == 0 && outputs % groups == 0 && outputs / groups % layout.Block == 0 ? (true, true)
            : null;
    }
}
