using QuantBuild.Memory.Simulation.Arenas;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>One graph's runs: each node's buffers and scratch through the arena, in order, and its bodies meanwhile.</summary>
internal sealed class SessionRun(BufferPlan plan, Arena arena, int threads, int opset)
{
    private readonly Dictionary<RuntimeNode, BodyRun> _bodies =
        plan.Order.Where(node => node.HasBodies).ToDictionary(node => node, node => new BodyRun(node, arena, threads, opset));

    private readonly IReadOnlyList<IGrouping<int, PlannedBuffer>> _born = [.. plan.Buffers.GroupBy(buffer => buffer.AllocatedAt)];
    private readonly ILookup<int, PlannedBuffer> _dying = plan.Buffers.Where(buffer => buffer.LastRead is not null).ToLookup(buffer => buffer.LastRead!.Value);

    /// <summary>Every buffer and scratch is asked of the arena; a pattern block notes where the planned ones would lie.</summary>
    /// <param name="pattern">Null where later runs use none.</param>
    /// <param name="kept">Takes the outputs, where they outlive the run.</param>
    public RunTrace First(PatternBlock? pattern, List<ArenaChunk>? kept = null) => Run(pattern, block: null, kept);

    /// <summary>Planned buffers lie in one block; the caller's outputs and scratch are asked of the arena.</summary>
    public RunTrace WithBlock(ByteSize block, List<ArenaChunk>? kept = null) => Run(pattern: null, block, kept);

    private RunTrace Run(PatternBlock? pattern, ByteSize? block, List<ArenaChunk>? kept)
    {
        var trace = new RunTrace(plan.Order.Count);
        var blockChunk = block is { } size && size > ByteSize.Zero ? arena.Allocate(size) : null;
        var copies = plan.CopiedOutputs.Select(constant => arena.Allocate(constant.Bytes ?? ByteSize.Zero)).ToList();
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

            var meanwhile = _bodies.TryGetValue(plan.Order[step], out var bodies) ? bodies.Run(patterns: pattern is not null || block is not null) : Scratched(plan.Order[step]);
            trace.Note(step, arena.InUse, meanwhile);
            foreach (var buffer in _dying[step].Where(buffer => !buffer.IsOutput))
            {
                Release(buffer);
            }
        }

        foreach (var buffer in plan.Buffers)
        {
            if (kept is not null && buffer.IsOutput && chunks.Remove(buffer, out var output))
            {
                kept.Add(output);
            }

            Release(buffer);
        }

        copies.ForEach(arena.Free);
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
