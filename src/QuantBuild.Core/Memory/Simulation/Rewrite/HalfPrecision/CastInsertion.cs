using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.HalfPrecision;

/// <summary>Nodes without a kernel for halves run in float32: their halves are widened before, and their results narrowed after.</summary>
internal sealed class CastInsertion(RuntimeGraph graph)
{
    // No pass changes a node's attributes in place, and a structure may have casts by the hundred thousand.
    private static readonly NodeProto ToFloat = CastTo(ElementType.Float32);
    private static readonly NodeProto ToHalf = CastTo(ElementType.Float16);

    private readonly Dictionary<RuntimeValue, RuntimeValue> _widened = [];
    private readonly HashSet<RuntimeNode> _inserted = [];

    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var insertion = new CastInsertion(graph);
        var alone = Alone(graph);
        foreach (var node in ExecutionOrder.Of(graph))
        {
            if (alone.Contains(node) || HalfKernels.NeedsCasts(node))
            {
                insertion.Widen(node);
            }
        }

        return CastPairs.Remove(graph, insertion._inserted) || insertion._inserted.Count > 0;
    }

    /// <summary>Nodes that could run on halves, but stand among such as cannot: they run in float32 like these.</summary>
    private static HashSet<RuntimeNode> Alone(RuntimeGraph graph)
    {
        var alone = new HashSet<RuntimeNode>();
        bool IsWidened(RuntimeNode node) => alone.Contains(node) || HalfKernels.NeedsCasts(node);
        foreach (var node in graph.Nodes.Values)
        {
            if (HalfKernels.Has(node) && !node.HasBodies && !node.MakesGraphOutput() && node.Operator != "Cast"
                && node.Inputs.Any(input => input?.Producer is not null)
                && node.Inputs.Any(input => input.IsHalf()) && node.Outputs.Any(output => output.IsHalf())
                && node.Inputs.All(input => !input.IsHalf() || input!.Producer is null || IsWidened(input.Producer))
                && node.Outputs.All(output => !output.IsHalf() || output!.Consumers.TrueForAll(IsWidened)))
            {
                alone.Add(node);
            }
        }

        return alone;
    }

    private void Widen(RuntimeNode node)
    {
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            if (node.Inputs[i] is { } half && half.IsHalf())
            {
                node.Take(i, Widened(half));
            }
        }

        for (var i = 0; i < node.Outputs.Count; i++)
        {
            if (node.Outputs[i] is { } half && half.IsHalf())
            {
                var result = AsFloat(half);
                node.Make(i, result);
                AddCast(result, half, ToHalf);
            }
        }
    }

    private RuntimeValue Widened(RuntimeValue half)
    {
        if (!_widened.TryGetValue(half, out var widened))
        {
            widened = AsFloat(half);
            _widened.Add(half, widened);
            AddCast(half, widened, ToFloat);
        }

        return widened;
    }

    private void AddCast(RuntimeValue from, RuntimeValue to, NodeProto cast) => _inserted.Add(graph.Add("Cast", string.Empty, cast, [from], [to]));

    private static NodeProto CastTo(ElementType type)
    {
        var proto = new NodeProto();
        proto.Set("to", (long)type);
        return proto;
    }

    private static RuntimeValue AsFloat(RuntimeValue half) =>
        new(half.Name + "_float") { Facts = half.Facts with { Type = ElementType.Float32, IsConstant = false } };
}
