using System.Collections.Frozen;
using QuantBuild.Execution;
using QuantBuild.Execution.Measuring;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Inspection;
using QuantBuild.Memory.Profiles;
using QuantBuild.Memory.Simulation;
using QuantBuild.Memory.Simulation.Rewrite;
using QuantBuild.Models;

namespace QuantBuild.Memory;

/// <summary>ONNX Runtime's x64 CPU provider: a session is simulated from the graph alone, from its creation to its second run.</summary>
internal sealed class OnnxRuntimeCpuProfile : IRuntimeProfile
{
    private const string NotFollowed = "the graph cannot be followed";

    private static readonly ProfileConstants Constants = OnnxRuntimeCpu.Constants;

    public string Name => "onnxruntime-cpu";

    public ModelProjection Project(ModelDocument document, ModelFacts facts, RuntimeOptions options) => Project((OnnxModel)document, options, external: false);

    public IEnumerable<SessionChange> Changes(ModelDocument document, RuntimeOptions options)
    {
        var (model, session) = ((OnnxModel)document, options.Session);
        if (!session.FixedHeap)
        {
            yield return new SessionChange(
                "SessionOptions heap=fixed",
                Project(model, options with { Session = session with { FixedHeap = true } }, external: false),
                $"{HeapSettings.ThresholdVariable}={HeapSettings.FixedThreshold} in the environment of the process") { WholeProcess = true };
        }

        if (session.Pattern)
        {
            yield return new SessionChange("SessionOptions pattern=off", Project(model, options with { Session = session with { Pattern = false } }, external: false));
        }

        if (session.Level == OptimizationLevel.All)
        {
            yield return new SessionChange("SessionOptions level=extended", Project(model, options with { Session = session with { Level = OptimizationLevel.Extended } }, external: false));
        }

        if (document.ExternalFiles.Count == 0)
        {
            yield return new SessionChange("ExternalData=always", Project(model, options, external: true), "its tensors in a file beside the model") { NewFile = true };
        }
    }

    /// <summary>The session itself; null where the graph cannot be followed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="external">As if every tensor of 1 KiB or more were in a data file beside the model.</param>
    public static SimulatedSession? Simulate(OnnxModel model, RuntimeOptions options, bool external)
    {
        IReadOnlySet<string> movable = external ? model.Proto.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal) : FrozenSet<string>.Empty;
        if (RuntimeGraphBuilder.Build(model, options.Shapes) is not { } graph)
        {
            return null;
        }

        graph.MoveOut(movable);
        LeftBehind.Collect(graph.NextIndex);
        var simulation = new SimulationOptions { Session = options.Session, ChannelBlock = Constants.Machine.ChannelBlock, Cores = Constants.Machine.Threads };
        RuntimeRewriter.Apply(graph, simulation);
        return new SessionSimulator(Constants, Constants.For(options)).Run(graph, simulation);
    }

    private ModelProjection Project(OnnxModel model, RuntimeOptions options, bool external)
    {
        if (Simulate(model, options, external) is not { } session)
        {
            return Frame(options) with
            {
                Weights = MemoryBand.Exact(model.Size),
                WeightsWhy = $"file size: {NotFollowed}",
                LowerBound = true,
                LowerBoundReason = NotFollowed,
                Doubts = [NotFollowed],
            };
        }

        var unknown = UnknownShapes.Of(session);
        if (unknown is { InputsAreOpen: false } && session.Graph.Nodes.Any(node => node.HasBodies))
        {
            return WithControlFlow(model, session, options);
        }

        var frame = Frame(options) with
        {
            Weights = session.AfterLoad,
            WeightsWhy = $"a session of {session.Graph.Nodes.Count} nodes that is ready, {session.Graph.ConstantBytes(_ => true)} of weights in its file",
            LoadTransient = MemoryBand.Rest(session.LoadPeak, session.AfterLoad),
            Doubts = [.. SimulationDoubts.Of(session, options, Constants, model)],
        };
        return unknown is not null
            ? frame with
            {
                LowerBound = true,
                LowerBoundReason = unknown.Reason,
                MissingShapes = unknown.InputsAreOpen ? ShapesToComplete.Of(session.Graph) : null,
                ActivationsWhy = "not known: " + unknown.Reason,
            }
            : frame with
            {
                Activations = MemoryBand.Rest(MemoryBand.Max(session.FirstRun, session.Steady), session.AfterLoad),
                FirstRunActivations = MemoryBand.Rest(session.FirstRun, session.AfterLoad),
                ActivationsWhy = ActivationsWhy(session, options.Session),
                Curve = CurveMaker.Of(session.Plan, session.Compact.First),
            };
    }

    private static string ActivationsWhy(SimulatedSession session, SessionSettings settings)
    {
        var run = $"{session.Compact.First.Peak} alive at most in a run";
        return settings.Pattern && session.Compact.PatternBlock > ByteSize.Zero
            ? $"{run}, {session.Compact.PatternBlock} more as one block from the second run on"
            : run;
    }

    // Sizes that follow from which body runs, and how often, cannot be simulated: rated by nodes and constants alone. A run takes no less than
    // the values whose sizes are known.
    private ModelProjection WithControlFlow(OnnxModel model, SimulatedSession session, RuntimeOptions options)
    {
        var flow = Constants.ControlFlow;
        var constants = session.Graph.ConstantBytes(_ => true);
        var expected = ByteSize.FromMegabytes(Constants.Session.Megabytes + flow.NodeMegabytes * NodeCount.OfAll(model.Proto.Graph)) + constants;
        var run = ByteSize.FromMegabytes(flow.RunMegabytes);
        var unknown = UnknownShapes.OfInputs(session.Graph);
        var rated = new MemoryBand(ByteSize.Zero, run, run * flow.HighFactor);
        var known = unknown is null ? MemoryBand.Rest(MemoryBand.Max(session.FirstRun, session.Steady), session.AfterLoad) : MemoryBand.Zero;
        return Frame(options) with
        {
            Weights = new MemoryBand(expected, expected, expected * flow.HighFactor),
            WeightsWhy = $"a session with control flow: {constants} of constants, rated by its nodes",
            Activations = known.Expected > rated.Expected ? MemoryBand.Max(rated, known) : rated,
            ActivationsWhy = known.Expected > rated.Expected
                ? $"{ActivationsWhy(session, options.Session)}, without what follows from the data"
                : "rated, not simulated: control flow",
            MissingShapes = unknown is null ? null : ShapesToComplete.Of(session.Graph),
            LowerBound = unknown is not null,
            LowerBoundReason = unknown?.Reason,
            Doubts = [.. SimulationDoubts.Of(session, options, Constants, model)],
        };
    }

    private ModelProjection Frame(RuntimeOptions options) => new()
    {
        Profile = Name,
        RuntimeVersion = options.RuntimeVersion,
        Host = Constants.HostOf(options.Host).Memory,
        Runtime = Constants.Runtime.Memory,
        Weights = MemoryBand.Zero,
        WeightsWhy = string.Empty,
    };
}
