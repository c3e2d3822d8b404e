using QuantBuild.Memory.Profiles;
using QuantBuild.Memory.Simulation.Arenas;
using QuantBuild.Memory.Simulation.Buffers;
using QuantBuild.Memory.Simulation.Heaps;
using QuantBuild.Memory.Simulation.Loading;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation;

/// <summary>One session from its creation to its second run, on one kind of heap.</summary>
internal sealed class SessionReplay(RuntimeGraph graph, BufferPlan plan, SimulationOptions options, ProfileConstants constants)
{
    private readonly ByteSize _runCode = ByteSize.FromMegabytes(constants.Session.OperatorMegabytes * graph.DistinctOperators());

    private int Threads => options.Session.Threads > 0 ? options.Session.Threads : options.Cores;

    private int Opset => graph.Opset(string.Empty);

    private ByteSize SessionSize => ByteSize.FromMegabytes(constants.Session.Megabytes + constants.Session.NodeMegabytes * graph.WithBodies().Sum(part => part.Nodes.Count));

    private ByteSize FirstRunSize => _runCode + ByteSize.FromMegabytes(constants.Session.FirstRunMegabytes);

    private ByteSize LaterRunSize => _runCode + ByteSize.FromMegabytes(constants.Session.LaterRunMegabytes);

    public ReplayedSession Run(GlibcHeap heap)
    {
        var load = SessionLoad.Replay(graph, heap, options.Session.Prepack);
        return options.Session.Arena ? WithArena(heap, load) : WithoutArena(load);
    }

    private ReplayedSession WithArena(GlibcHeap heap, LoadFigures load)
    {
        var arena = new Arena();
        foreach (var packed in plan.Order.Concat(graph.WithBodies().Skip(1).SelectMany(body => body.Nodes)).Select(PackedWeights.InArena).OfType<RuntimeValue>())
        {
            arena.Allocate(packed.Bytes ?? ByteSize.Zero);
        }

        var (arenaAfterLoad, regionsOfLoad) = (arena.Resident, arena.Regions.Count);
        var runs = new SessionRun(plan, arena, Threads, Opset);
        var pattern = options.Session.Pattern ? new PatternBlock() : null;
        var first = runs.First(pattern);
        var afterFirst = new ArenaFigures(arena);
        var later = pattern is null ? runs.First(null) : runs.WithBlock(pattern.Size);
        var afterLater = new ArenaFigures(arena);
        var inHoles = InHoles(heap, arena, regionsOfLoad, afterFirst.Regions.Count);
        return new ReplayedSession
        {
            Figures = new SessionFigures(
                SessionSize + load.Peak + arenaAfterLoad,
                SessionSize + load.After + arenaAfterLoad,
                SessionSize + load.After + load.MappedReads + afterFirst.Resident - inHoles.First + FirstRunSize,
                SessionSize + load.After + load.MappedReads + afterLater.Resident - inHoles.All + LaterRunSize),
            Load = load,
            First = first,
            Later = later,
            PatternBlock = pattern?.Size ?? ByteSize.Zero,
            AfterFirst = afterFirst,
            AfterLater = afterLater,
        };
    }

    // Every buffer is a block of the heap; the memory pattern's block is one too, for each run.
    private ReplayedSession WithoutArena(LoadFigures load)
    {
        var arena = new Arena();
        var pattern = options.Session.Pattern ? new PatternBlock() : null;
        var first = new SessionRun(plan, arena, Threads, Opset).First(pattern);
        var outputs = plan.Buffers.Where(buffer => buffer.IsOutput).Aggregate(plan.CopiedBytes, (sum, buffer) => sum + Arena.RoundUp(buffer.Size));
        var scratch = plan.Order.Select(node => BodyRun.Beside(node, Threads, Opset)).DefaultIfEmpty().Max();
        var live = plan.LivePeak(step => BodyRun.Beside(plan.Order[step], Threads, Opset));
        var later = pattern is null ? live : ByteSize.Max(live, pattern.Size + scratch + outputs);
        var idle = SessionSize + load.After;
        return new ReplayedSession
        {
            Figures = new SessionFigures(
                SessionSize + load.Peak,
                idle,
                idle + load.MappedReads + live * (1 + constants.Heap.HolesWithoutArena) + FirstRunSize,
                idle + load.MappedReads + later * (1 + constants.Heap.HolesWithoutArena) + LaterRunSize),
            Load = load,
            First = first,
            Later = first,
            PatternBlock = pattern?.Size ?? ByteSize.Zero,
            AfterFirst = new ArenaFigures([], ByteSize.Zero, ByteSize.Zero),
            AfterLater = new ArenaFigures([], ByteSize.Zero, ByteSize.Zero),
        };
    }

    // A region below the heap's threshold lies in a hole that is resident already: its pages cost nothing. What loading makes, it makes before there are such holes.
    private static (ByteSize First, ByteSize All) InHoles(GlibcHeap heap, Arena arena, int loadCount, int firstCount)
    {
        var (first, all) = (ByteSize.Zero, ByteSize.Zero);
        for (var i = loadCount; i < arena.Regions.Count; i++)
        {
            if (heap.FitsInHole(arena.Regions[i].Size))
            {
                heap.Allocate(arena.Regions[i].Size);
                all += new ByteSize(arena.Regions[i].TouchedBytes);
                first = i < firstCount ? all : first;
            }
        }

        return (first, all);
    }
}
