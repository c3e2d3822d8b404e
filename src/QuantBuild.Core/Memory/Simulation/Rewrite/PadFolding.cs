using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Memory.Simulation.Rewrite;

/// <summary>Padding before a convolution or a pooling becomes padding of its window.</summary>
internal static class PadFolding
{
    public static bool IntoWindow(RuntimeGraph graph, RuntimeNode pad)
    {
        if (pad.MakesGraphOutput() || pad.Out().Consumers is not { Count: > 0 } consumers || Pads(graph, pad) is not { } pads
            || pad.Proto.Attribute("mode") is { HasS: true } mode && mode.S.ToStringUtf8() != "constant"
            || Value(pad) is not { } value || !consumers.All(consumer => Accepts(pad, consumer, value, pads.Length)))
        {
            return false;
        }

        foreach (var consumer in consumers)
        {
            consumer.Proto = Padded(consumer, pads);
        }

        graph.Bypass(pad, pad.Out(), pad.Inputs[0]!);
        return true;
    }

    /// <summary>Pads of the spatial axes, begins before ends; null where others are padded too, or something is cut away.</summary>
    private static long[]? Pads(RuntimeGraph graph, RuntimeNode pad)
    {
        var pads = graph.Opset("") >= 11 ? pad.In(1).Integers() : pad.Proto.Attribute("pads")?.Ints;
        if (pads is null || pad.In(3) is not null || pads.Count < 6 || pads.Any(extent => extent < 0))
        {
            return null;
        }

        var rank = pads.Count / 2;
        return pads[0] == 0 && pads[1] == 0 && pads[rank] == 0 && pads[rank + 1] == 0
            ? [.. pads.Skip(2).Take(rank - 2), .. pads.Skip(rank + 2)]
            : null;
    }

    private static double? Value(RuntimeNode pad) => pad.In(2) is { } given ? given.Scalar() : pad.Proto.Attribute("value") is { HasF: true } attribute ? attribute.F : 0;

    private static bool Accepts(RuntimeNode pad, RuntimeNode consumer, double value, int pads) =>
        consumer.In(0) == pad.Out() && consumer.Inputs.Count(input => input == pad.Out()) == 1
        && (consumer.Proto.Attribute("pads") is not { } own || own.Ints.Count == pads)
        && (consumer.Proto.Attribute("auto_pad") is not { HasS: true } automatic || automatic.S.ToStringUtf8() == "NOTSET")
        && (consumer.Is("Conv") && value == 0
            || consumer.Is("AveragePool") && value == 0 && AcceptsCounted(consumer)
            || consumer.Is("MaxPool") && consumer.Outputs.Count == 1 && value <= -3.4e38);

    /// <summary>Zeros of the padding are counted in the mean; that must be true of the pooling's own as well.</summary>
    private static bool AcceptsCounted(RuntimeNode pool) =>
        pool.Proto.Integer("count_include_pad") == 1 || (pool.Proto.Attribute("pads")?.Ints.All(extent => extent == 0) ?? true);

    private static NodeProto Padded(RuntimeNode consumer, long[] pads)
    {
        var proto = consumer.Proto.Clone();
        var before = proto.Attribute("pads")?.Ints;
        var attribute = new AttributeProto { Name = "pads", Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(pads.Select((extent, i) => extent + (before is null ? 0 : before[i])));
        proto.Remove("pads");
        proto.Attribute.Add(attribute);
        if (consumer.Is("AveragePool"))
        {
            proto.Set("count_include_pad", 1);
        }

        return proto;
    }
}
