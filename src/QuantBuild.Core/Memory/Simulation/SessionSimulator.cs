using QuantBuild.Memory.Profiles;
using QuantBuild.Memory.Simulation.Buffers;
using QuantBuild.Memory.Simulation.Heaps;
using QuantBuild.Memory.Simulation.Loading;
using QuantBuild.Models;

namespace QuantBuild.Memory.Simulation;

/// <summary>Replays a session on the most compact heap, on the one that is likely, and on the most scattered one.</summary>
/// <param name="constants">Of the runtime profile.</param>
/// <param name="version">Of the runtime.</param>
internal sealed class SessionSimulator(ProfileConstants constants, VersionConstants version)
{
    /// <param name="graph">After the runtime's rewriting.</param>
    /// <param name="options">The session.</param>
    public SimulatedSession Run(RuntimeGraph graph, SimulationOptions options)
    {
        var session = Run(graph, ExecutionOrder.Of(graph), options);
        return OtherOrder.Take(graph) is { } order ? Either(session, Run(graph, order, options)) : session;
    }

    private SimulatedSession Run(RuntimeGraph graph, IReadOnlyList<RuntimeNode> order, SimulationOptions options)
    {
        var plan = BufferPlanner.Plan(order) with { CopiedOutputs = [.. graph.Constants.Where(constant => constant.IsGraphOutput)] };
        var replay = new SessionReplay(graph, plan, options, constants);
        var compact = replay.Run(new GlibcHeap(fixedThreshold: true, Scatter.Nowhere));
        var likely = options.Session.FixedHeap ? compact.Figures : replay.Run(new GlibcHeap(fixedThreshold: false, Scatter.Parsed)).Figures;
        var lost = SpareBytes.LostShare(graph);
        var luckier = lost == 1 || options.Session.FixedHeap ? likely : replay.Run(new GlibcHeap(fixedThreshold: false, Scatter.Parsed, keepsSpare: true)).Figures;
        var scattered = options.Session.FixedHeap ? compact.Figures : replay.Run(new GlibcHeap(fixedThreshold: false, Scatter.Everywhere)).Figures;
        var inline = graph.ConstantBytes(value => value.Storage == WeightStorage.Inline);
        var widened = options.Session.FixedHeap ? ByteSize.Zero : compact.Load.Widened;
        var folios = compact.Load.MostMappedReads - compact.Load.MappedReads;
        var controlFlow = graph.Nodes.Any(node => node.HasBodies);
        MemoryBand Band(Func<SessionFigures, ByteSize> figure, ByteSize readLuck)
        {
            var least = figure(compact.Figures);
            var expected = ByteSize.Max(least, figure(likely) * lost + figure(luckier) * (1 - lost)) + inline * version.InlineExtra;
            var luck = ByteSize.Max(least, figure(scattered)) - least;
            var high = ByteSize.Max(figure(likely), least + luck * constants.Heap.HighShare) + widened * constants.Heap.WidenedHigh + inline * version.InlineExtraHigh + readLuck;
            var band = Widen(least, expected, high);
            return controlFlow ? band with { High = ByteSize.Max(band.High, band.Expected * constants.ControlFlow.HighFactor) } : band;
        }

        return new SimulatedSession
        {
            Graph = graph,
            Plan = plan,
            Compact = compact,
            LoadPeak = Band(figures => figures.LoadPeak, ByteSize.Zero),
            AfterLoad = Band(figures => figures.AfterLoad, ByteSize.Zero),
            FirstRun = Band(figures => figures.FirstRun, folios),
            Steady = Band(figures => figures.Steady, folios),
        };
    }

    private static SimulatedSession Either(SimulatedSession session, SimulatedSession other) => session with
    {
        LoadPeak = MemoryBand.Either(session.LoadPeak, other.LoadPeak),
        AfterLoad = MemoryBand.Either(session.AfterLoad, other.AfterLoad),
        FirstRun = MemoryBand.Either(session.FirstRun, other.FirstRun),
        Steady = MemoryBand.Either(session.Steady, other.Steady),
    };

    private MemoryBand Widen(ByteSize least, ByteSize expected, ByteSize high)
    {
        var share = version.Measured ? constants.Band.Share : constants.Band.OtherVersionShare;
        var slack = ByteSize.FromMegabytes(constants.Band.Megabytes);
        var low = least * (1 - share) - slack - ByteSize.FromMegabytes(constants.Session.LibraryMegabytes);
        return new MemoryBand(low > ByteSize.Zero ? low : ByteSize.Zero, expected, high * (1 + share) + slack);
    }
}
