using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Memory.Simulation.Rewrite.Transposes;

/// <summary>Operators that name axes: these are others before the Transpose.</summary>
internal static class AxisHandlers
{
    /// <param name="pushed">The node has an attribute <c>axis</c>.</param>
    /// <param name="fallback">The axis where it names none; null where it must.</param>
    public static bool Move(PushedTranspose pushed, long? fallback)
    {
        if (Permutation.Axes((pushed.Node.Proto.Integer("axis") ?? fallback) is { } axis ? [axis] : null, pushed.Rank) is not [var positive])
        {
            return false;
        }

        pushed.Move();
        SetAxis(pushed.Node, pushed.Order[positive]);
        return true;
    }

    /// <summary>Before operator set 13 everything from the axis on is one row: the order may not mix the two sides.</summary>
    public static bool Softmax(PushedTranspose pushed)
    {
        if (pushed.Graph.Opset("") >= 13)
        {
            return Move(pushed, -1);
        }

        return Permutation.Axes([pushed.Node.Proto.Integer("axis") ?? 1], pushed.Rank) is [var axis]
            && pushed.Order.Index().All(entry => entry.Index < axis == entry.Item < axis)
            && pushed.Move();
    }

    public static bool Argument(PushedTranspose pushed)
    {
        if (Permutation.Axes([pushed.Node.Proto.Integer("axis") ?? 0], pushed.Rank) is not [var axis])
        {
            return false;
        }

        var moved = pushed.Order[axis];
        SetAxis(pushed.Node, moved);
        return pushed.Move(pushed.Node.Proto.Integer("keepdims") == 0 ? Permutation.Squeezed([moved], pushed.Order) : pushed.Order);
    }

    public static bool Reduce(PushedTranspose pushed)
    {
        var node = pushed.Node;
        var keeps = node.Proto.Integer("keepdims") != 0;
        var asInput = pushed.Graph.Opset("") >= (node.Operator == "ReduceSum" ? 13 : 18);
        var stated = asInput ? node.In(1).Integers() : node.Proto.Attribute("axes")?.Ints;
        if (asInput && node.In(1) is not null && stated is null)
        {
            return false;
        }

        if (stated is null or { Count: 0 })
        {
            return pushed.Move(keeps || node.Proto.Integer("noop_with_empty_axes") == 1 ? pushed.Order : []);
        }

        if (Permutation.Axes(stated, pushed.Rank) is not { } axes)
        {
            return false;
        }

        long[] moved = [.. axes.Select(axis => pushed.Order[axis]).Order()];
        SetAxes(pushed, moved, asInput, 1);
        return pushed.Move(keeps ? pushed.Order : Permutation.Squeezed(moved, pushed.Order));
    }

    public static bool Squeeze(PushedTranspose pushed)
    {
        var asInput = pushed.Graph.Opset("") >= 13;
        if (Permutation.Axes(Stated(pushed, asInput), pushed.Rank) is not { } axes)
        {
            return false;
        }

        long[] moved = [.. axes.Select(axis => pushed.Order[axis]).Order()];
        SetAxes(pushed, moved, asInput, 1);
        return pushed.Move(Permutation.Squeezed(moved, pushed.Order));
    }

    /// <summary>The new axes stay where they are.</summary>
    public static bool Unsqueeze(PushedTranspose pushed)
    {
        var stated = Stated(pushed, pushed.Graph.Opset("") >= 13);
        if (stated is null || Permutation.Axes(stated, pushed.Rank + stated.Count) is not { } axes)
        {
            return false;
        }

        TransposeEdits.TransposeInput(pushed.Graph, pushed.Node, 0, pushed.Inverse);
        TransposeEdits.TransposeOutput(pushed.Graph, pushed.Node, 0, Permutation.Unsqueezed(axes, pushed.Order));
        return true;
    }

    public static bool Slice(PushedTranspose pushed)
    {
        var node = pushed.Node;
        var asInput = pushed.Graph.Opset("") >= 10;
        var count = asInput ? node.In(1).Extent(0) : node.Proto.Attribute("starts")?.Ints.Count;
        var stated = asInput ? node.In(3) is null ? null : node.In(3).Integers() ?? [-99] : node.Proto.Attribute("axes")?.Ints;
        if (count is not { } all || Permutation.Axes(stated ?? [.. Enumerable.Range(0, (int)all)], pushed.Rank) is not { } axes)
        {
            return false;
        }

        SetAxes(pushed, [.. axes.Select(axis => pushed.Order[axis])], asInput, 3);
        return pushed.Move();
    }

    /// <summary>One element of an axis, which then goes.</summary>
    public static bool Gather(PushedTranspose pushed)
    {
        if (Permutation.Axes([pushed.Node.Proto.Integer("axis") ?? 0], pushed.Rank) is not [var axis] || pushed.Node.In(1).Rank() != 0)
        {
            return false;
        }

        var moved = pushed.Order[axis];
        SetAxis(pushed.Node, moved);
        return pushed.Move(Permutation.Squeezed([moved], pushed.Order));
    }

    private static IReadOnlyList<long>? Stated(PushedTranspose pushed, bool asInput) =>
        asInput ? pushed.Node.In(1).Integers() : pushed.Node.Proto.Attribute("axes")?.Ints;

    private static void SetAxes(PushedTranspose pushed, long[] axes, bool asInput, int place)
    {
        if (asInput)
        {
            pushed.Node.Take(place, pushed.Graph.AddShape($"{pushed.Node.Out().Name}_axes", axes));
        }
        else
        {
            pushed.Node.Proto = TransposeEdits.With(pushed.Node.Proto, "axes", axes);
        }
    }

    private static void SetAxis(RuntimeNode node, long axis)
    {
        var proto = node.Proto.Clone();
        proto.Set("axis", axis);
        node.Proto = proto;
    }
}
