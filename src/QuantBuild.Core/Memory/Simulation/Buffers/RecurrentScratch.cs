using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>What a recurrence keeps while it runs: the gates of every step, and for a direction from the end its input and result turned round.</summary>
internal static class RecurrentScratch
{
    /// <param name="node">Its third input is of directions, gates times hidden, and hidden.</param>
    /// <param name="gates">For each hidden element.</param>
    public static ByteSize Of(RuntimeNode node, int gates)
    {
        if (node.Inputs.ElementAtOrDefault(0)?.Facts.Concrete?.Dimensions is not [var steps, var batch, var width] || Hidden(node) is not { } hidden)
        {
            return ByteSize.Zero;
        }

        var direction = node.Proto.Attribute("direction")?.S.ToStringUtf8();
        var directions = direction == "bidirectional" ? 2 : 1;
        var turned = direction is "bidirectional" or "reverse" ? (Int128)width + hidden : 0;
        return ElementType.Float32.SizeOf((long)Int128.Min(Scratch.MostElements, (Int128)steps * batch * (directions * gates * (Int128)hidden + turned)));
    }

    // Quantized recurrent weights are stored the other way round; the attribute says it for both.
    private static long? Hidden(RuntimeNode node) =>
        node.Proto.Integer("hidden_size") is >= 0 and var stated ? stated : (node.Inputs.ElementAtOrDefault(2)?.Facts.Concrete?.Dimensions is [_, _, var hidden] ? hidden : null);
}
