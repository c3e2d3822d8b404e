using QuantBuild.Memory.Shapes;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>Small constants of the file with the same elements become one.</summary>
internal static class ConstantMerging
{
    /// <summary>Longer ones stay apart.</summary>
    private const int MaxElements = 8;

    public static bool Apply(RuntimeGraph graph, SimulationOptions options)
    {
        var first = new Dictionary<(ElementType Type, TensorShape? Shape, SmallTensor Elements), RuntimeValue>();
        var changed = false;
        foreach (var value in graph.Constants.Where(value => value.Consumers.Count > 0))
        {
            if (Key(value) is { } key && !first.TryAdd(key, value) && value.Consumers.All(consumer => consumer.Inputs.Contains(value)))
            {
                value.MoveConsumersTo(first[key]);
                changed = true;
            }
        }

        return changed;
    }

    private static (ElementType Type, TensorShape? Shape, SmallTensor Elements)? Key(RuntimeValue value) =>
        value.IsConstant() && value.Storage != WeightStorage.Folded && !value.IsGraphInput && !value.IsGraphOutput && value.Rank() <= 1 && value.Facts.Value is { Count: > 0 and <= MaxElements } small
        && value.Facts.Type is ElementType.Float32 or ElementType.Float16 or ElementType.Float64 or ElementType.Int32 or ElementType.Int64
            ? (value.Facts.Type, value.Facts.Concrete, small)
            : null;
}
