using QuantBuild.Memory.Simulation.Arenas;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>One session's runs: each node's buffers and scratch through the arena, in order.</summary>
internal sealed class SessionRun(BufferPlan plan, Arena arena, int threads, int opset)
{
    private readonly IReadOnlyList<IGrouping<int, PlannedBuffer>> _born = [.. plan.Buffers.GroupBy(buffer => buffer.AllocatedAt)];
    private readonly ILookup<int, PlannedBuffer> _dying = plan.Buffers.Where(buffer => buffer.LastRead is not null).ToLookup(buffer => buffer.LastRead!.Value);

    /// <summary>Every buffer and scratch is asked of the arena; a pattern block notes where the planned ones would lie.</summary>
    /// <param name="pattern">Null where later runs use none.</param>
    public RunTrace First(PatternBlock? pattern) => Run(pattern, block: null);

    /// <summary>Planned buffers lie in one block; the caller's outputs and scratch are asked of the arena.</summary>
    public RunTrace WithBlock(ByteSize block) => Run(pattern: null, block);

    private RunTrace Run(PatternBlock? pattern, ByteSize? block)
    {
        var trace = new RunTrace(plan.Order.Count);
        var blockChunk = block is { } size && size > ByteSize.Zero ? arena.Allocate(size) : null;
        var chunks = new Dictionary<PlannedBuffer, ArenaChunk>();
        var offsets = new Dictionary<PlannedBuffer, long>();
        var born = _born.ToDictionary(group => group.Key);
        for (var step = 0; step < plan.Order.Count; step++)
        {
            foreach (var buffer in born.GetValueOrDefault(step) ?? Enumerable.Empty<PlannedBuffer>())
            {
                if (block is null || buffer.IsOutput)
                {
                    chunks[buffer] = arena.Allocate(buffer.Size);
                }

                if (pattern is not null && !buffer.IsOutput)
                {
                    offsets[buffer] = pattern.Allocate(buffer.Size);
                }
            }

            trace.Note(step, arena.InUse, Scratched(plan.Order[step]));
            foreach (var buffer in _dying[step].Where(buffer => !buffer.IsOutput))
            {
                Release(buffer);
            }
        }

        foreach (var buffer in plan.Buffers)
        {
            Release(buffer);
        }

        if (blockChunk is not null)
        {
            arena.Free(blockChunk);
        }

        return trace;

        void Release(PlannedBuffer buffer)
        {
            if (chunks.Remove(buffer, out var chunk))
            {
                arena.Free(chunk);
            }

            if (offsets.Remove(buffer, out var offset))
            {
                pattern!.Free(offset);
            }
        }
    }

    // What the arena has given out while the node's scratch is alive.
    private ByteSize Scratched(RuntimeNode node)
    {
        var size = Scratch.Of(node, threads, opset);
        if (size == ByteSize.Zero)
        {
            return arena.InUse;
        }

        var chunk = arena.Allocate(size);
        var inUse = arena.InUse;
        arena.Free(chunk);
        return inUse;
    }
}
