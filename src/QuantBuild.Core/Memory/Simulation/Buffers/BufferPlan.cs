using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>Which buffer every computed value lies in, decided once for a session.</summary>
/// <param name="Order">Nodes in order of execution.</param>
/// <param name="Buffers">In order of allocation.</param>
internal sealed record BufferPlan(IReadOnlyList<RuntimeNode> Order, IReadOnlyList<PlannedBuffer> Buffers)
{
    /// <summary>Constants that are outputs: the caller gets a copy, which every run makes before its first node.</summary>
    public IReadOnlyList<RuntimeValue> CopiedOutputs { get; init; } = [];

    public ByteSize CopiedBytes => CopiedOutputs.Aggregate(ByteSize.Zero, (sum, constant) => sum + (constant.Bytes ?? ByteSize.Zero));

    /// <summary>The most bytes of copies, buffers and scratch that are alive together.</summary>
    public ByteSize LivePeak(Func<int, ByteSize> scratchOf)
    {
        var born = Buffers.ToLookup(buffer => buffer.AllocatedAt);
        var dying = Buffers.Where(buffer => buffer is { LastRead: not null, IsOutput: false }).ToLookup(buffer => buffer.LastRead!.Value);
        var (live, peak) = (CopiedBytes, CopiedBytes);
        for (var step = 0; step < Order.Count; step++)
        {
            live = born[step].Aggregate(live, (sum, buffer) => sum + buffer.Size);
            var now = live + scratchOf(step);
            peak = now > peak ? now : peak;
            live = dying[step].Aggregate(live, (sum, buffer) => sum - buffer.Size);
        }

        return peak;
    }
}
