using QuantBuild.Formats.Onnx.Graphs;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>A Reshape to extents that are put together while running needs no such arithmetic where at most one of them is open.</summary>
internal static class ReshapeTargets
{
    public static bool Resolve(RuntimeGraph graph, RuntimeNode reshape)
    {
        if (reshape.Inputs[1]?.Producer is not { } concat || !concat.Is("Concat") || concat.Out().OnlyConsumer() != reshape)
        {
            return false;
        }

        var target = new List<long>();
        foreach (var part in concat.Inputs)
        {
            if (part.Integers() is { } constants)
            {
                target.AddRange(constants);
            }
            else if (CopiedFrom(part, target.Count) == reshape.Inputs[0])
            {
                target.Add(0);
            }
            else if (part!.Facts.Known is { Rank: 1, IsComplete: true } shape && shape.Dimensions[0].Extent == 1)
            {
                target.Add(-1);
            }
            else
            {
                return false;
            }
        }

        if (target.Count(extent => extent == -1) > 1)
        {
            return false;
        }

        reshape.Take(1, graph.AddShape(concat.Out().Name, [.. target]));
        ConstantFolding.RemoveUnused(graph, concat);
        NodeInference.Refresh(graph, reshape);
        return true;
    }

    /// <summary>The value whose extent at that axis this is: Shape, Gather, Unsqueeze.</summary>
    private static RuntimeValue? CopiedFrom(RuntimeValue? part, int axis) =>
        part?.Producer is { } unsqueeze && unsqueeze.Is("Unsqueeze") && unsqueeze.Inputs[0]?.Producer is { } gather && gather.Is("Gather")
        && gather.Inputs[1].Scalar() == axis && (gather.Proto.Integer("axis") ?? 0) == 0
        && gather.Inputs[0]?.Producer is { } shape && shape.Is("Shape")
            ? shape.Inputs[0]
            : null;
}
