using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.Transposes;

/// <summary>Transposes put before and behind a node, or taken away where they meet their inverse.</summary>
internal static class TransposeEdits
{
    /// <summary>Only nodes of this graph take the value.</summary>
    public static bool IsInner(RuntimeValue value) => !value.IsGraphOutput && value.Consumers.TrueForAll(consumer => consumer.Inputs.Contains(value));

    public static void TransposeInput(RuntimeGraph graph, RuntimeNode node, int place, long[] order)
    {
        var input = node.Inputs[place]!;
        if (input.IsConstant())
        {
            TransposeConstant(graph, node, place, input, order);
            return;
        }

        var before = input.Producer;
        node.Take(place, null);
        if (Permutation.Of(before) is { } other && other.Length == order.Length)
        {
            var original = before!.Inputs[0]!;
            var together = Permutation.Then(other, order);
            node.Take(place, Permutation.IsIdentity(together) ? original : AddTranspose(graph, original, input, order, together));
            RemoveIfUnused(graph, before);
            return;
        }

        var same = input.Consumers.FirstOrDefault(consumer => Permutation.Of(consumer)?.SequenceEqual(order) == true);
        node.Take(place, same?.Out() ?? AddTranspose(graph, input, input, order, order));
    }

    public static void TransposeInputs(RuntimeGraph graph, RuntimeNode node, long[] order, IEnumerable<int> places)
    {
        foreach (var place in places)
        {
            TransposeInput(graph, node, place, order);
        }
    }

    /// <summary>The node's result is made in another order, and put back behind it.</summary>
    public static RuntimeValue TransposeOutput(RuntimeGraph graph, RuntimeNode node, int place, long[] order)
    {
        var output = node.Outputs[place]!;
        var transpose = graph.Add("Transpose", string.Empty, Proto(order), [], []);
        var moved = new RuntimeValue($"{output.Name}_{transpose.Index}") { Facts = Permutation.Apply(output.Facts, Permutation.Inverse(order)) };
        node.Make(place, moved);
        transpose.Outputs.Add(output);
        output.Producer = transpose;
        transpose.Take(0, moved);
        return output;
    }

    public static void TransposeOutputs(RuntimeGraph graph, RuntimeNode node, long[] order)
    {
        if (Permutation.IsIdentity(order))
        {
            return;
        }

        for (var i = 0; i < node.Outputs.Count; i++)
        {
            if (node.Outputs[i] is not null)
            {
                TransposeOutput(graph, node, i, order);
            }
        }
    }

    /// <summary>Axes of extent 1 put before an input that has fewer than the others.</summary>
    public static void UnsqueezeInput(RuntimeGraph graph, RuntimeNode node, int place, int count)
    {
        var input = node.Inputs[place]!;
        long[] axes = [.. Enumerable.Range(0, count)];
        if (input.IsConstant())
        {
            var reshaped = graph.Remake(input, WeightChangeKind.Computed, Unsqueezed(input.Facts, count));
            reshaped.Facts = reshaped.Facts with { Value = input.Facts.Value };
            node.Take(place, reshaped);
            return;
        }

        var unsqueezed = new RuntimeValue($"{input.Name}_{graph.NextIndex}") { Facts = Unsqueezed(input.Facts, count) };
        var unsqueeze = graph.Opset("") < 13
            ? graph.Add("Unsqueeze", string.Empty, Attribute("axes", axes), [input], [unsqueezed])
            : graph.Add("Unsqueeze", string.Empty, new(), [input, graph.AddShape(unsqueezed.Name + "_axes", axes)], [unsqueezed]);
        node.Take(place, unsqueezed);
        if (Permutation.Of(input.Producer) is { } order)
        {
            TransposeInput(graph, unsqueeze, 0, Permutation.Inverse(order));
            TransposeOutput(graph, unsqueeze, 0, Permutation.Unsqueezed(axes, order));
        }
    }

    public static void RemoveIfUnused(RuntimeGraph graph, RuntimeNode node)
    {
        if (!node.MakesGraphOutput() && node.Outputs.TrueForAll(output => output is not { Consumers.Count: > 0 }))
        {
            graph.Remove(node);
        }
    }

    public static NodeProto Proto(long[] order) => Attribute("perm", order);

    public static NodeProto Attribute(string name, IEnumerable<long> numbers) => With(new NodeProto(), name, numbers);

    /// <summary>A copy with the attribute set to these numbers.</summary>
    public static NodeProto With(NodeProto proto, string name, IEnumerable<long> numbers)
    {
        var copy = proto.Clone();
        copy.Remove(name);
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(numbers);
        copy.Attribute.Add(attribute);
        return copy;
    }

    private static RuntimeValue AddTranspose(RuntimeGraph graph, RuntimeValue from, RuntimeValue like, long[] order, long[] written)
    {
        var result = new RuntimeValue($"{like.Name}_{graph.NextIndex}") { Facts = Permutation.Apply(like.Facts, order) };
        graph.Add("Transpose", string.Empty, Proto(written), [from], [result]);
        return result;
    }

    private static void TransposeConstant(RuntimeGraph graph, RuntimeNode node, int place, RuntimeValue constant, long[] order)
    {
        if (constant.Facts.Concrete?.Elements == 1)
        {
            return;
        }

        node.Take(place, graph.Remake(constant, WeightChangeKind.Computed, Permutation.Apply(constant.Facts, order)));
    }

    private static ValueFacts Unsqueezed(ValueFacts facts, int count) => facts with
    {
        Concrete = facts.Concrete is { } shape ? new TensorShape([.. Enumerable.Repeat(1L, count), .. shape.Dimensions]) : null,
        Known = facts.Known is { } known ? new KnownShape([.. Enumerable.Repeat(Dimension.Of(1), count), .. known.Dimensions]) : null,
    };
}
