using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>Gathers and Slices that take every element of an axis, each once, are one Split, and a Squeeze each where the axis goes.</summary>
internal static class GatherSplitFusion
{
    private const int SplitTakesExtents = 13;

    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        if (graph.Opset("") < SplitTakesExtents)
        {
            return false;
        }

        var results = ExecutionOrder.Of(graph).Where(node => !node.Is("Shape") && node.Outputs.Count == 1).Select(node => node.Outputs[0]).OfType<RuntimeValue>();
        var changed = false;
        foreach (var value in graph.Inputs.Concat(results).Where(value => value.Consumers.Count > 1).ToList())
        {
            changed |= Split(graph, value);
        }

        return changed;
    }

    private static bool Split(RuntimeGraph graph, RuntimeValue value)
    {
        List<RuntimeNode> takers = [.. value.Consumers.Where(node => (node.Is("Gather") || node.Is("Slice")) && node.Inputs[0] == value)];
        if (takers.Count < 2 || AxisPart.AxisOf(takers[0], value) is not { } axis || value.Extent(axis) is not { } extent)
        {
            return false;
        }

        List<AxisPart> parts = [.. takers.Select(node => AxisPart.Of(node, value, axis, extent)).OfType<AxisPart>().OrderBy(part => part.Start)];
        if (parts.Count < takers.Count || !Covers(parts, extent))
        {
            return false;
        }

        takers.ForEach(graph.Remove);
        var outputs = parts.ConvertAll(part => part.AxisGoes ? Unsqueezed(graph, value, axis, part.Node.Out()) : part.Node.Out());
        var proto = new NodeProto();
        proto.Set("axis", axis);
        graph.Add("Split", string.Empty, proto, [value, graph.AddShape(value.Name + "_parts", [.. parts.Select(part => part.Length)])], outputs);
        return true;
    }

    private static bool Covers(List<AxisPart> parts, long extent)
    {
        var next = 0L;
        foreach (var part in parts)
        {
            if (part.Start != next)
            {
                return false;
            }

            next += part.Length;
        }

        return next == extent;
    }

    private static RuntimeValue Unsqueezed(RuntimeGraph graph, RuntimeValue value, int axis, RuntimeValue element)
    {
        var part = value.Like("_" + element.Name);
        part.Facts = part.Facts with
        {
            Concrete = part.Facts.Concrete is { } concrete ? new TensorShape(concrete.Dimensions.SetItem(axis, 1)) : null,
            Known = part.Facts.Known is { } known ? new KnownShape(known.Dimensions.SetItem(axis, Dimension.Of(1))) : null,
        };
        graph.Add("Squeeze", string.Empty, new NodeProto(), [part, graph.AddShape(part.Name + "_axis", axis)], [element]);
        return part;
    }
}
