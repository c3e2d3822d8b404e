using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>What passes ask of values.</summary>
internal static class ValueQueries
{
    private static readonly string[] Suffixes = [.. Enum.GetNames<WeightChangeKind>().Select(kind => "_" + kind)];

    /// <summary>A stored tensor, or one computed while loading, that no caller can replace.</summary>
    public static bool IsConstant(this RuntimeValue? value) => value is { Storage: not WeightStorage.None, Facts.IsConstant: true };

    /// <summary>The element of a constant that has just one.</summary>
    public static double? Scalar(this RuntimeValue? value) => value.IsConstant() && value!.Facts.Value is { Count: 1 } small
        ? small.Integers.Length == 1 ? small.Integers[0] : small.Reals[0]
        : null;

    /// <summary>The elements of an integer constant.</summary>
    public static IReadOnlyList<long>? Integers(this RuntimeValue? value) =>
        value.IsConstant() && value!.Facts.Value is { Reals.Length: 0 } small ? small.Integers : null;

    public static int? Rank(this RuntimeValue? value) => value?.Facts.Known?.Rank;

    /// <summary>The number the runtime knows for that extent.</summary>
    public static long? Extent(this RuntimeValue? value, int axis) => value?.Facts.Known is { } shape && axis < shape.Rank ? shape.Dimensions[axis].Extent : null;

    /// <summary>The runtime knows every extent as a number.</summary>
    public static bool HasKnownShape(this RuntimeValue? value) => value?.Facts.Known is { IsComplete: true };

    public static bool IsFloat(this RuntimeValue? value) => value?.Facts.Type == ElementType.Float32;

    public static bool IsHalf(this RuntimeValue? value) => value?.Facts.Type == ElementType.Float16;

    /// <summary>The node's input at that place, or null where there is none.</summary>
    public static RuntimeValue? In(this RuntimeNode node, int input) => input < node.Inputs.Count ? node.Inputs[input] : null;

    public static RuntimeValue Out(this RuntimeNode node) => node.Outputs[0]!;

    /// <summary>It makes an output of the graph.</summary>
    public static bool MakesGraphOutput(this RuntimeNode node) => node.Outputs.Exists(output => output is { IsGraphOutput: true });

    /// <summary>The one node that takes the node's results, once; null where there are more, or the graph takes them too.</summary>
    public static RuntimeNode? Next(this RuntimeNode node)
    {
        RuntimeNode? next = null;
        foreach (var output in node.Outputs)
        {
            if (output is null)
            {
                continue;
            }

            if (output.IsGraphOutput || output.Consumers.Count + (next is null ? 0 : 1) > 1)
            {
                return null;
            }

            next = output.Consumers.Count > 0 ? output.Consumers[0] : next;
        }

        return next;
    }

    /// <summary>A value that a pass puts in the place of another: of the same extents.</summary>
    public static RuntimeValue Like(this RuntimeValue value, string suffix) => new(value.Name, suffix) { Facts = value.Facts with { Value = null, IsConstant = false } };

    public static RuntimeValue AddShape(this RuntimeGraph graph, string name, params ReadOnlySpan<long> extents) =>
        graph.AddConstant(new RuntimeValue(name) { Facts = RuntimeConstants.FactsOf(extents) });

    /// <summary>A constant that a pass made.</summary>
    public static RuntimeValue AddConstant(this RuntimeGraph graph, RuntimeValue value)
    {
        value.Storage = WeightStorage.Folded;
        graph.Constants.Add(value);
        return value;
    }

    /// <summary>The same constant, made anew with other elements.</summary>
    public static RuntimeValue Remake(this RuntimeGraph graph, RuntimeValue before, WeightChangeKind kind, ValueFacts facts)
    {
        var after = graph.AddConstant(new RuntimeValue(before.Name, Suffixes[(int)kind]) { Facts = facts is { Value: null, IsConstant: true } ? facts : facts with { Value = null, IsConstant = true } });
        graph.WeightChanges.Add(new WeightChange(kind, before, after));
        return after;
    }
}
