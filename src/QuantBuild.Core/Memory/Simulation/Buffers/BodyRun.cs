using QuantBuild.Memory.Simulation.Arenas;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation.Buffers;

/// <summary>What the bodies of one node ask of the arena while it runs: each has a plan and a memory pattern of its own.</summary>
internal sealed class BodyRun
{
    // From the second iteration on a loop does the same again, in a block by then.
    private const int Iterations = 2;

    private readonly Arena _arena;
    private readonly SessionRun _run;
    private readonly bool _repeats;
    private PatternBlock? _pattern;

    public BodyRun(RuntimeNode node, Arena arena, int threads, int opset)
    {
        // A branch writes its results where those of the node are; a loop gives them to its next iteration.
        _repeats = node.Is("Loop");
        var plan = node.Bodies.Select(body => Plan(body, _repeats)).MaxBy(plan => LivePeak(plan, threads, opset))!;
        (_arena, _run) = (arena, new SessionRun(plan, arena, threads, opset));
    }

    /// <summary>The most that the arena has given out meanwhile.</summary>
    public ByteSize Run(bool patterns)
    {
        var (peak, carried) = (_arena.InUse, new List<ArenaChunk>());
        for (var i = 0; i < (_repeats ? Iterations : 1); i++)
        {
            var kept = new List<ArenaChunk>();
            var trace = Next(patterns, kept);
            peak = trace.Peak > peak ? trace.Peak : peak;
            carried.ForEach(_arena.Free);
            carried = kept;
        }

        carried.ForEach(_arena.Free);
        return peak;
    }

    /// <summary>The most bytes that are alive together while a node runs: its scratch, or what is in its bodies.</summary>
    public static ByteSize Beside(RuntimeNode node, int threads, int opset) => node.HasBodies
        ? node.Bodies.Max(body => LivePeak(Plan(body, node.Is("Loop")), threads, opset))
        : Scratch.Of(node, threads, opset);

    private RunTrace Next(bool patterns, List<ArenaChunk> kept)
    {
        if (!patterns)
        {
            return _run.First(null, kept);
        }

        if (_pattern is not null)
        {
            return _run.WithBlock(_pattern.Size, kept);
        }

        _pattern = new PatternBlock();
        return _run.First(_pattern, kept);
    }

    private static BufferPlan Plan(RuntimeGraph body, bool ownsResults)
    {
        var plan = BufferPlanner.Plan(ExecutionOrder.Of(body));
        return ownsResults ? plan : plan with { Buffers = [.. plan.Buffers.Where(buffer => !buffer.IsOutput)] };
    }

    private static ByteSize LivePeak(BufferPlan plan, int threads, int opset) => plan.LivePeak(step => Beside(plan.Order[step], threads, opset));
}
