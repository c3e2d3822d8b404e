using Microsoft.ML.OnnxRuntime;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Execution.Measuring;
using QuantBuild.Formats.Onnx;
using QuantBuild.Memory.Profiles;
using QuantBuild.Memory.Simulation;
using QuantBuild.Memory.Simulation.Rewrite;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks.Calibration;

/// <summary>The constants of <c>onnxruntime-cpu.json</c> as this machine and the referenced version of ONNX Runtime give them.</summary>
internal static class Calibrate
{
    private const int Repeats = 5;

    /// <param name="folder">Of models that run on made-up inputs; ten or more of different kinds.</param>
    /// <param name="shapesFile">Columns <c>model</c> and <c>input_shapes</c>, where given.</param>
    public static int Run(string folder, string? shapesFile)
    {
        SmallFolios.OfLibraries();
        using var scratch = new TestDirectory();
        var inUse = ProfileConstants.Of("onnxruntime-cpu");
        var runs = Measured(CalibrationModels.Chain(scratch), InputShapes.None, fixedHeap: true)!;
        var bare = inUse with
        {
            Machine = new MachineConstants { ChannelBlock = ChannelBlock.Seen(scratch), Threads = Environment.ProcessorCount },
            Heap = inUse.Heap with { HighShare = 1, WidenedHigh = 0 },
            Band = inUse.Band with { Share = 0, Megabytes = 0 },
            Session = inUse.Session with
            {
                Megabytes = 0,
                NodeMegabytes = 0,
                FirstRunMegabytes = Above(runs.FirstRunPeak, runs.Loaded),
                LaterRunMegabytes = Above(runs.SteadyPeak, runs.Loaded),
            },
        };

        var shapes = CsvTable.Shapes(shapesFile);
        var rows = Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal)
            .Select(path => Row(path, shapes.GetValueOrDefault(Path.GetFileName(path)) ?? RealModelShapes.Of(Path.GetFileNameWithoutExtension(path)), bare, scratch))
            .OfType<CalibrationRow>().ToList();
        var session = SessionCost.Fit(rows, bare.Session);
        Console.WriteLine($"ONNX Runtime {OrtEnv.Instance().GetVersionString()}, MiB, median of {Repeats} processes\n");
        CalibrationTable.Print(rows, bare with { Session = session, Heap = HeapShares.Fit(rows, session, inUse.Heap), Band = inUse.Band }, inUse);
        return 0;
    }

    private static double Above(MeasuredRange? peak, MeasuredRange loaded) => Math.Round(peak!.Value.Median.Megabytes - loaded.Median.Megabytes, 1);

    private static CalibrationRow? Row(string path, InputShapes shapes, ProfileConstants bare, TestDirectory scratch)
    {
        if (Measured(path, shapes, fixedHeap: true) is not { } onFixed || Measured(path, shapes, fixedHeap: false) is not { } onDefault
            || Replayed(path, shapes, bare, fixedHeap: true) is not { } least || Replayed(path, shapes, bare, fixedHeap: false) is not { } lucky)
        {
            return null;
        }

        return new CalibrationRow(
            Path.GetFileNameWithoutExtension(path), FirstDifference(path, shapes, scratch), least.Graph.Nodes.Count,
            least.Peak.Expected.Megabytes, lucky.Peak.Expected.Megabytes, lucky.Peak.High.Megabytes, onFixed.Peak.Median.Megabytes, onDefault.Peak.Median.Megabytes);
    }

    private static ModelMeasurement? Measured(string path, InputShapes shapes, bool fixedHeap) => new ModelMeasurer(new ExecutionClient()).Measure(
        new MeasureOptions(path) { Session = SessionSettings.Default with { FixedHeap = fixedHeap }, Shapes = shapes, Repeats = Repeats }, new DiagnosticBag(path));

    private static SimulatedSession? Replayed(string path, InputShapes shapes, ProfileConstants constants, bool fixedHeap)
    {
        if (OnnxReader.Read(path, new DiagnosticBag(path)) is not { } model || RuntimeGraphBuilder.Build(model, shapes) is not { } graph)
        {
            return null;
        }

        var options = new SimulationOptions { Session = SessionSettings.Default with { FixedHeap = fixedHeap }, ChannelBlock = constants.Machine.ChannelBlock, Cores = constants.Machine.Threads };
        RuntimeRewriter.Apply(graph, options);
        return new SessionSimulator(constants, constants.Versions[^1]).Run(graph, options);
    }

    private static string? FirstDifference(string path, InputShapes shapes, TestDirectory scratch)
    {
        IReadOnlyList<string> executed;
        try
        {
            executed = RuntimeProfile.Of(path, shapes, OptimizationLevel.All, scratch.Path);
        }
        catch (OnnxRuntimeException)
        {
            return "does not run on zeros";
        }

        var replayed = ReplayedModel.Of(path, shapes, OptimizationLevel.All);
        var place = Enumerable.Range(0, Math.Max(executed.Count, replayed.Count)).FirstOrDefault(node => executed.ElementAtOrDefault(node) != replayed.ElementAtOrDefault(node), -1);
        return place < 0 ? null : $"{place}: {executed.ElementAtOrDefault(place) ?? "none"}, replayed {replayed.ElementAtOrDefault(place) ?? "none"}";
    }
}
