using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.HalfPrecision;

/// <summary>Nodes without a kernel for halves run in float32: their halves are widened before, and their results narrowed after.</summary>
internal sealed class CastInsertion
{
    // No pass changes a node's attributes in place, and a structure may have casts by the hundred thousand.
    private static readonly NodeProto ToFloat = CastTo(ElementType.Float32);
    private static readonly NodeProto ToHalf = CastTo(ElementType.Float16);

    private readonly RuntimeGraph _graph;
    private readonly bool[] _widens;
    private readonly Dictionary<RuntimeValue, RuntimeValue> _widened = [];
    private readonly ChangedFacts _floats = new(half => half with { Type = ElementType.Float32, IsConstant = false });

    private CastInsertion(RuntimeGraph graph)
    {
        _graph = graph;
        _widens = Widened(graph);
    }

    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var first = graph.NextIndex;
        var widensAny = new CastInsertion(graph).Widen();
        return CastPairs.Remove(graph, first) || widensAny;
    }

    private bool Widen()
    {
        var any = false;
        foreach (var node in ExecutionOrder.Of(_graph))
        {
            if (_widens[node.Index])
            {
                Widen(node);
                any = true;
            }
        }

        return any;
    }

    /// <summary>By index: nodes that take halves without a kernel for them, and such as could run on halves, but stand among those.</summary>
    private static bool[] Widened(RuntimeGraph graph)
    {
        var widened = new bool[graph.NextIndex];
        foreach (var node in graph.Nodes)
        {
            widened[node.Index] = HalfKernels.NeedsCasts(node);
        }

        bool IsWidened(RuntimeNode node) => widened[node.Index];
        foreach (var node in graph.Nodes)
        {
            if (!widened[node.Index] && HalfKernels.Has(node) && !node.HasBodies && !node.MakesGraphOutput() && node.Operator != "Cast"
                && node.Inputs.Any(input => input?.Producer is not null)
                && node.Inputs.Any(input => input.IsHalf()) && node.Outputs.Any(output => output.IsHalf())
                && node.Inputs.All(input => !input.IsHalf() || input!.Producer is null || IsWidened(input.Producer))
                && node.Outputs.All(output => !output.IsHalf() || output!.Consumers.TrueForAll(IsWidened)))
            {
                widened[node.Index] = true;
            }
        }

        return widened;
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
                if (IsTakenAsFloat(half))
                {
                    _widened.Add(half, result);
                }
                else
                {
                    AddCast(result, half, ToHalf);
                }
            }
        }
    }

    /// <summary>Whoever takes it would cast it back, and such pairs end up as nothing: most of a graph would be casts.</summary>
    private bool IsTakenAsFloat(RuntimeValue half) =>
        half is { IsGraphOutput: false, Consumers.Count: > 0 } && half.Consumers.TrueForAll(consumer => _widens[consumer.Index]);

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

    private void AddCast(RuntimeValue from, RuntimeValue to, NodeProto cast) => _graph.Add("Cast", string.Empty, cast, from, to);

    private static NodeProto CastTo(ElementType type)
    {
        var proto = new NodeProto();
        proto.Set("to", (long)type);
        return proto;
    }

    private RuntimeValue AsFloat(RuntimeValue half) => new(half.Name, "_float") { Facts = _floats.Of(half.Facts) };
}
