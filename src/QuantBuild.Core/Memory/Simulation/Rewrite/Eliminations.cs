using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>Nodes that change nothing are taken out.</summary>
internal static class Eliminations
{
    public static bool Identity(RuntimeGraph graph, RuntimeNode node)
    {
        var (input, output) = (node.Inputs[0]!, node.Out());
        if (output.IsGraphOutput && (output.Consumers.Count > 0 || input.Producer is null || input.IsGraphOutput || input.Consumers.Count > 1))
        {
            return false;
        }

        graph.Bypass(node, output, input);
        return true;
    }

    public static bool Dropout(RuntimeGraph graph, RuntimeNode node) =>
        node.Outputs.Skip(1).All(mask => mask is null or { Consumers.Count: 0, IsGraphOutput: false })
        && (node.In(2) is not { } training || training.Scalar() == 0)
        && Identity(graph, node);

    /// <summary>The elements keep their type.</summary>
    public static bool Cast(RuntimeGraph graph, RuntimeNode node) =>
        node.Inputs[0]!.Facts.Type is not ElementType.Undefined and var type && (long)type == node.Proto.Integer("to") && Remove(graph, node);

    /// <summary>Only the extents of the result are asked for.</summary>
    public static bool CastBeforeShape(RuntimeGraph graph, RuntimeNode node) =>
        node.Out().Consumers is { Count: > 0 } consumers && consumers.All(consumer => consumer.Is("Shape")) && Remove(graph, node);

    /// <summary>From the first element to an end that is left open by the largest number; to the extent itself is not enough for the runtime.</summary>
    public static bool Slice(RuntimeGraph graph, RuntimeNode node)
    {
        var asInput = graph.Opset("") >= 10;
        IReadOnlyList<long>? starts = asInput ? node.In(1).Integers() : node.Proto.Attribute("starts")?.Ints;
        IReadOnlyList<long>? ends = asInput ? node.In(2).Integers() : node.Proto.Attribute("ends")?.Ints;
        return starts is not null && starts.All(start => start == 0)
            && ends is not null && ends.All(end => end == long.MaxValue)
            && (node.In(4)?.Integers() ?? [1]).All(step => step == 1)
            && node.Inputs[0]!.Producer is not null
            && Remove(graph, node);
    }

    /// <summary>The shape to expand to is the one it has.</summary>
    public static bool Expand(RuntimeGraph graph, RuntimeNode node) =>
        node.In(1).IsConstant() && node.Inputs[0]?.Facts.Known is { IsComplete: true } known
        && node.Out().Facts.Known is { } result && result.SameAs(known)
        && Remove(graph, node);

    /// <summary>x + 0, x - 0, x * 1, x / 1.</summary>
    public static bool NeutralElement(RuntimeGraph graph, RuntimeNode node)
    {
        var (left, right) = (node.Inputs[0]!, node.Inputs[1]!);
        var ordered = node.Operator is "Sub" or "Div";
        if (left.IsConstant() == right.IsConstant() || (ordered && left.IsConstant()))
        {
            return false;
        }

        var (constant, other) = left.IsConstant() ? (left, right) : (right, left);
        return constant.Scalar() == (node.Operator is "Add" or "Sub" ? 0 : 1)
            && constant.Rank() <= other.Rank()
            && Remove(graph, node, other);
    }

    private static bool Remove(RuntimeGraph graph, RuntimeNode node) => Remove(graph, node, node.Inputs[0]!);

    private static bool Remove(RuntimeGraph graph, RuntimeNode node, RuntimeValue input)
    {
        if (node.MakesGraphOutput())
        {
            return false;
        }

        graph.Bypass(node, node.Out(), input);
        return true;
    }
}
