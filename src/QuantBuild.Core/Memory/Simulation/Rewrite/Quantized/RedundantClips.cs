using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Rewrite.Quantized;

/// <summary>What QuantizeLinear cuts off anyway, no node before it needs to.</summary>
internal static class RedundantClips
{
    public static bool Remove(RuntimeGraph graph, IReadOnlyList<RuntimeNode> order)
    {
        var changed = false;
        foreach (var clip in order.Where(node => node.Is("Relu") || node.Is("Clip")))
        {
            if (clip.Out() is { IsGraphOutput: false } output && output.OnlyConsumer() is { } quantize && QuantizedUnit.Is(quantize, QuantizedUnit.Quantize) && Keeps(quantize, Bounds(graph, clip)))
            {
                graph.Bypass(clip, output, clip.Inputs[0]!);
                changed = true;
            }
        }

        return changed;
    }

    // Every number that the integers stand for lies within the bounds.
    private static bool Keeps(RuntimeNode quantize, (double Least, double Most)? bounds)
    {
        if (bounds is not { } kept || quantize.Inputs[1].Scalar() is not { } scale || (quantize.In(2) is { } stated ? stated.Scalar() : 0) is not { } zeroPoint)
        {
            return false;
        }

        (int Least, int Most)? range = (quantize.In(2)?.Facts.Type ?? ElementType.UInt8) switch
        {
            ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
            ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            ElementType.UInt16 => (ushort.MinValue, ushort.MaxValue),
            ElementType.Int16 => (short.MinValue, short.MaxValue),
            _ => null,
        };
        return range is { } integers && scale * (integers.Least - zeroPoint) >= kept.Least && scale * (integers.Most - zeroPoint) <= kept.Most;
    }

    private static (double Least, double Most)? Bounds(RuntimeGraph graph, RuntimeNode clip)
    {
        if (clip.Is("Relu"))
        {
            return (0, double.PositiveInfinity);
        }

        return graph.Opset("") < 11 ? null
            : (clip.In(1) is { } least ? least.Scalar() : double.NegativeInfinity) is { } from && (clip.In(2) is { } most ? most.Scalar() : double.PositiveInfinity) is { } to ? (from, to)
            : null;
    }
}
