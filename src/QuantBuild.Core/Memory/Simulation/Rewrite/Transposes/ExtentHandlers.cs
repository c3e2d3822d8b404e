using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.Transposes;

/// <summary>Operators with one number for each axis: the numbers are put in the other order.</summary>
internal static class ExtentHandlers
{
    public static bool Pad(PushedTranspose pushed)
    {
        long[] twice = [.. pushed.Inverse, .. pushed.Inverse.Select(axis => axis + pushed.Rank)];
        if (pushed.Graph.Opset("") >= 11)
        {
            Reorder(pushed, twice);
        }
        else if (pushed.Node.Proto.Attribute("pads")?.Ints is { } pads && pads.Count == twice.Length)
        {
            pushed.Node.Proto = TransposeEdits.With(pushed.Node.Proto, "pads", twice.Select(place => pads[(int)place]));
        }
        else
        {
            return false;
        }

        return pushed.Move();
    }

    public static bool Tile(PushedTranspose pushed)
    {
        Reorder(pushed, pushed.Inverse);
        return pushed.Move();
    }

    /// <summary>The extents are asked for before, and the answer is put in order.</summary>
    public static bool Shape(PushedTranspose pushed)
    {
        var (graph, node) = (pushed.Graph, pushed.Node);
        TransposeEdits.TransposeInput(graph, node, 0, pushed.Inverse);
        var begin = Clamp(node.Proto.Integer("start") ?? 0, pushed.Rank);
        var end = Clamp(node.Proto.Integer("end") ?? pushed.Rank, pushed.Rank);
        long[] order = [.. pushed.Order.Skip(begin).Take(end - begin)];
        var output = node.Out();
        var extents = new RuntimeValue(output.Name + "_plain")
        {
            Facts = RuntimeConstants.FactsOf(ElementType.Int64, new TensorShape([pushed.Rank])) with { IsConstant = false },
        };
        var proto = node.Proto.Clone();
        proto.Remove("start");
        proto.Remove("end");
        node.Proto = proto;
        node.Make(0, extents);
        graph.Add("Gather", string.Empty, new(), [extents, graph.AddShape(output.Name + "_order", order)], [output]);
        return true;
    }

    /// <summary>Numbers of the second input, one for each axis.</summary>
    private static void Reorder(PushedTranspose pushed, long[] order)
    {
        var numbers = pushed.Node.Inputs[1]!;
        if (numbers.Integers() is { } constants && constants.Count == order.Length)
        {
            pushed.Node.Take(1, pushed.Graph.AddShape(numbers.Name + "_reordered", [.. order.Select(place => constants[(int)place])]));
            return;
        }

        var reordered = new RuntimeValue($"{numbers.Name}_{pushed.Graph.NextIndex}") { Facts = numbers.Facts with { Value = null } };
        pushed.Graph.Add("Gather", string.Empty, new(), [numbers, pushed.Graph.AddShape(reordered.Name + "_order", order)], [reordered]);
        pushed.Node.Take(1, reordered);
    }

    private static int Clamp(long axis, int rank) => (int)Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);
}
