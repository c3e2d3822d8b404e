using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.Layout;

/// <summary>Sums, products and concatenations all of whose inputs are in blocks.</summary>
internal static class BlockedElementwise
{
    public static void Sum(BlockedLayout layout, RuntimeNode node)
    {
        if (Inputs(layout, node) is not { } inputs)
        {
            return;
        }

        if (!HaveSameShape(node, inputs))
        {
            Unfold(layout, node, inputs);
            return;
        }

        if (inputs.Count == 2 && inputs.FindIndex(TakesAddend) is >= 0 and var chosen)
        {
            var convolution = inputs[chosen].Node;
            convolution.Take(3, inputs[1 - chosen].Value);
            layout.Absorb(node, inputs[chosen]);
            return;
        }

        Follow(layout, node, inputs);
    }

    public static void Product(BlockedLayout layout, RuntimeNode node)
    {
        if (Inputs(layout, node) is { } inputs && HaveSameShape(node, inputs))
        {
            Follow(layout, node, inputs);
        }
    }

    public static void Concat(BlockedLayout layout, RuntimeNode node)
    {
        var inputs = node.Inputs.Select(layout.Find).ToList();
        if (node.Proto.Integer("axis") != 1 || inputs.Any(input => input is null || input.Channels % layout.Block != 0))
        {
            return;
        }

        var trace = inputs[0]!.Trace with { Origins = inputs[0]!.Trace.Origins.SetItem(1, node.Out()) };
        Take(node, [.. inputs.OfType<BlockedValue>()]);
        layout.Register(node, inputs.Sum(input => input!.Channels), trace);
    }

    private static List<BlockedValue>? Inputs(BlockedLayout layout, RuntimeNode node)
    {
        var inputs = node.Inputs.Select(layout.Find).ToList();
        return inputs.TrueForAll(input => input is not null && input.Channels == inputs[0]!.Channels) ? [.. inputs.OfType<BlockedValue>()] : null;
    }

    /// <summary>A convolution whose result only the sum takes, and that adds and activates nothing yet.</summary>
    private static bool TakesAddend(BlockedValue input) =>
        input is { Uses: 1, Node: { Operator: "Conv", Domain: BlockedLayout.Domain, Inputs.Count: < 4 } } && ActivationFusion.Of(input.Node) is null;

    private static bool HaveSameShape(RuntimeNode node, List<BlockedValue> inputs) => inputs.Index().Skip(1).All(input => Enumerable.Range(0, 4).All(axis =>
        inputs[0].Trace.SameAt(axis, input.Item.Trace)
        || DimensionOf(node.Inputs[0]!, axis) is { } left && DimensionOf(node.Inputs[input.Index]!, axis) is { } right && left.SameAs(right)));

    private static Dimension? DimensionOf(RuntimeValue value, int axis) => value.Facts.Known is { Rank: 4 } shape ? shape.Dimensions[axis] : null;

    private static void Follow(BlockedLayout layout, RuntimeNode node, List<BlockedValue> inputs)
    {
        Take(node, inputs);
        layout.Register(node, inputs[0].Channels, inputs[0].Trace);
    }

    private static void Take(RuntimeNode node, List<BlockedValue> inputs)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            node.Take(i, inputs[i].Value);
        }
    }

    /// <summary>The true extents of the blocks are written out, so that broadcasting stays right whatever they turn out to be.</summary>
    private static void Unfold(BlockedLayout layout, RuntimeNode node, List<BlockedValue> inputs)
    {
        var blocks = layout.RoundUp(inputs[0].Channels) / layout.Block;
        for (var i = 0; i < inputs.Count; i++)
        {
            var unfolded = Unfolded(inputs[i].Value, blocks, layout.Block);
            layout.Graph.Add("Reshape", string.Empty, new(), [inputs[i].Value, layout.Graph.AddShape(unfolded.Name + "_shape", 0, blocks, 0, 0, layout.Block)], [unfolded]);
            node.Take(i, unfolded);
        }

        var output = node.Out();
        var sum = Unfolded(output, blocks, layout.Block);
        node.Make(0, sum);
        var fold = layout.Graph.Add("Reshape", string.Empty, new(),
            [sum, layout.Graph.AddShape(output.Name + "_shape", 0, layout.RoundUp(inputs[0].Channels), 0, 0)], [output]);
        layout.Register(fold, inputs[0].Channels, ShapeTrace.From(output));
    }

    private static RuntimeValue Unfolded(RuntimeValue value, long blocks, long block)
    {
        var facts = value.Facts;
        return new RuntimeValue(value.Name + "_unfolded")
        {
            Facts = facts with
            {
                Concrete = facts.Concrete is { Dimensions: { Length: 4 } extents } ? new TensorShape([extents[0], blocks, extents[2], extents[3], block]) : null,
                Known = facts.Known is { Rank: 4 } known
                    ? new KnownShape([known.Dimensions[0], Dimension.Of(blocks), known.Dimensions[2], known.Dimensions[3], Dimension.Of(block)])
                    : null,
            },
        };
    }
}
