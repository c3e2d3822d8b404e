using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Memory.Shapes;
using QuantBuild.Memory.Simulation.Rewrite.Quantized;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.Transposes;

/// <summary>Operators on integers that a Transpose can move behind.</summary>
internal static class IntegerHandlers
{
    /// <summary>Each tensor is followed by its scale and its zero point.</summary>
    public static IReadOnlyList<int> Operands(RuntimeNode node) => [0, 3];

    /// <summary>The same, behind the scale and the zero point of the result.</summary>
    public static IReadOnlyList<int> Joined(RuntimeNode node) => [.. Enumerable.Range(0, (node.Inputs.Count - 2) / 3).Select(place => 2 + 3 * place)];

    /// <summary>By one scale: the axis of several would move along.</summary>
    public static bool Scaled(PushedTranspose pushed) => pushed.Node.Inputs[1].Rank() == 0 && pushed.Move();

    public static bool Concat(PushedTranspose pushed) => AxisHandlers.Move(pushed, null);

    /// <summary>A kernel for channels last takes over where the Transpose came from there.</summary>
    public static bool Pool(PushedTranspose pushed)
    {
        var node = pushed.Node;
        if (!pushed.Order.SequenceEqual(ChannelsLast.Order) || node.Proto.Integer(ChannelsLast.Attribute) is > 0)
        {
            return false;
        }

        node.Proto = node.Proto.Clone();
        node.Proto.Set(ChannelsLast.Attribute, 1);
        return pushed.Move();
    }

    public static bool MaxPool(PushedTranspose pushed)
    {
        var node = pushed.Node;
        if (!pushed.Order.SequenceEqual(ChannelsLast.Order) || node.Outputs.Count != 1 || !IsByte(node))
        {
            return false;
        }

        (node.Operator, node.Domain) = ("NhwcMaxPool", ActivationFusion.Microsoft);
        return pushed.Move();
    }

    /// <summary>Scales or sizes, one for each axis, are put in the other order.</summary>
    public static bool Resize(PushedTranspose pushed)
    {
        var node = pushed.Node;
        int[] places = [.. Enumerable.Range(1, node.Inputs.Count - 1).Where(place => node.Inputs[place] is { Facts.Concrete.Elements: not 0 })];
        if (!IsByte(node) || !places.All(place => place > 1 && node.Inputs[place].IsConstant() && node.Inputs[place]!.Facts.Value?.Count == pushed.Rank))
        {
            return false;
        }

        foreach (var place in places)
        {
            var (numbers, value) = (node.Inputs[place]!, node.Inputs[place]!.Facts.Value!);
            var reordered = value.Reals.IsEmpty
                ? SmallTensor.Of([.. pushed.Inverse.Select(axis => value.Integers[(int)axis])])
                : SmallTensor.OfReals([.. pushed.Inverse.Select(axis => value.Reals[(int)axis])]);
            node.Take(place, pushed.Graph.AddConstant(new RuntimeValue(numbers.Name + "_reordered") { Facts = numbers.Facts with { Value = reordered } }));
        }

        return pushed.Move();
    }

    private static bool IsByte(RuntimeNode node) => node.Inputs[0]?.Facts.Type is ElementType.UInt8 or ElementType.Int8;
}
