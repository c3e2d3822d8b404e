using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.HalfPrecision;

/// <summary>A half weight that one node takes in float32 is widened while loading; one that several take is widened anew in every run.</summary>
internal static class WeightWidening
{
    public static void Apply(RuntimeGraph graph)
    {
        var floats = new ChangedFacts(half => half with { Type = ElementType.Float32 });
        foreach (var cast in ExecutionOrder.Of(graph))
        {
            if (cast.Is("Cast") && cast.Inputs[0] is { } half && half.IsConstant() && half.IsHalf() && cast.Out() is { IsGraphOutput: false } result && result.IsFloat()
                && (result.Consumers.Count == 1 || IsExponent(result)))
            {
                var widened = graph.Remake(half, WeightChangeKind.Widened, floats.Of(half.Facts));
                widened.Facts = floats.Of(half.Facts);
                result.MoveConsumersTo(widened);
                graph.Remove(cast);
            }
        }
    }

    /// <summary>Exponents are widened while loading however many nodes take them.</summary>
    private static bool IsExponent(RuntimeValue value) => value.Consumers.TrueForAll(consumer => consumer.Is("Pow") && consumer.In(1) == value);
}
