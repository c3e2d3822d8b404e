namespace QuantBuild.Memory.Simulation.Rewrite.Transposes;

/// <summary>A Transpose behind a Transpose, or a Reshape that only moves axes of extent 1: both are one, or none.</summary>
internal static class MergeHandlers
{
    public static bool Transpose(PushedTranspose pushed) =>
        Permutation.Of(pushed.Node) is { } order && order.Length == pushed.Rank && Merge(pushed, order);

    public static bool Reshape(PushedTranspose pushed)
    {
        if (pushed.Transpose.Out().Facts.Known is not { IsComplete: true } from || pushed.Node.Out().Facts.Known is not { IsComplete: true } to
            || pushed.Node.In(1).Integers() is null || from.Rank != to.Rank)
        {
            return false;
        }

        long[] before = [.. from.Dimensions.Select(extent => extent.Extent!.Value)];
        var order = new long[before.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var wanted = to.Dimensions[i].Extent!.Value;
            var found = 0;
            while (found < before.Length && before[found] != wanted)
            {
                // Only an extent of 1 may be passed over: everything else keeps its place.
                if (before[found] != -1 && before[found] != 1 && wanted != 1)
                {
                    return false;
                }

                found++;
            }

            if (found == before.Length)
            {
                return false;
            }

            order[i] = found;
            before[found] = -1;
        }

        return Merge(pushed, order);
    }

    private static bool Merge(PushedTranspose pushed, long[] order)
    {
        var (graph, node) = (pushed.Graph, pushed.Node);
        var (input, output) = (pushed.Transpose.Inputs[0]!, node.Out());
        if (pushed.Inverse.SequenceEqual(order))
        {
            Cancel(graph, node, output, input);
        }
        else if (node.Is("Reshape"))
        {
            graph.Remove(node);
            graph.Add("Transpose", string.Empty, TransposeEdits.Proto(Permutation.Then(pushed.Order, order)), [input], [output]);
        }
        else
        {
            node.Take(0, input);
            node.Proto = TransposeEdits.With(node.Proto, "perm", Permutation.Then(pushed.Order, order));
        }

        TransposeEdits.RemoveIfUnused(graph, pushed.Transpose);
        return true;
    }

    private static void Cancel(RuntimeGraph graph, RuntimeNode node, RuntimeValue output, RuntimeValue input)
    {
        if (TransposeEdits.IsInner(output))
        {
            graph.Bypass(node, output, input);
        }
        else if (input.Producer is not null && TransposeEdits.IsInner(input))
        {
            graph.Remove(node);
            input.MoveConsumersTo(output);
            input.Producer.MakeInstead(input, output);
        }
        else
        {
            graph.Remove(node);
            graph.Add("Identity", string.Empty, new(), [input], [output]);
        }
    }
}
