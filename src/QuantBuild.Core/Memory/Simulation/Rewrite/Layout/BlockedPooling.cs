using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Memory.Simulation.Rewrite.Layout;

/// <summary>Poolings of whole blocks of channels.</summary>
internal static class BlockedPooling
{
    public static void Move(BlockedLayout layout, RuntimeNode node)
    {
        if (node.Outputs.Count > 1 || !node.Inputs[0].IsFloat() || node.Inputs[0].Rank() != 4
            || node.Inputs[0].Extent(1) is not { } channels || channels % layout.Block != 0)
        {
            return;
        }

        var input = node.Inputs[0]!;
        var replacement = layout.Replace(node, node.Operator, [input], node.Proto);
        var trace = ShapeTrace.From(replacement.Out());
        if (layout.Find(input) is { } blocked)
        {
            replacement.Take(0, blocked.Value);
            trace = WindowTrace.Through(node.Proto, node.Proto.Attribute("kernel_shape")?.Ints ?? [], blocked.Trace, trace);
        }
        else
        {
            layout.TakeReordered(replacement, 0);
        }

        layout.Register(replacement, channels, trace);
    }

    /// <summary>Only where the input is in blocks already.</summary>
    public static void Follow(BlockedLayout layout, RuntimeNode node)
    {
        if (layout.Find(node.Inputs[0]) is not null)
        {
            Move(layout, node);
        }
    }
}
