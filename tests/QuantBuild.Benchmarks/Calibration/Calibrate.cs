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

/// <summary>The constants of <c>OnnxRuntimeCpu</c> as this machine and the referenced version of ONNX Runtime give them.</summary>
internal static class Calibrate
{
    private const int Repeats = 5;

    /// <param name="folder">Of models that run on made-up inputs; ten or more of different kinds.</param>
    /// <param name="shapesFile">Columns <c>model</c> and <c>input_shapes</c>, where given.</param>
    public static int Run(string folder, string? shapesFile)
    {
        SmallFolios.OfLibraries();
        using var scratch = new TestDirectory();
        var inUse = OnnxRuntimeCpu.Constants;
        var bare = inUse with
        {
            Machine = new MachineConstants { ChannelBlock = ChannelBlock.Seen(scratch), Threads = Environment.ProcessorCount },
            Heap = inUse.Heap with { HighShare = 1, WidenedHigh = 0 },
            Band = inUse.Band with { Share = 0, Megabytes = 0 },
            Session = inUse.Session with { Megabytes = 0, NodeMegabytes = 0, FirstRunMegabytes = 0, LaterRunMegabytes = 0, OperatorMegabytes = 0 },
        };

        var shapes = CsvTable.Shapes(shapesFile);
        var models = Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal)
            .Select(path => Model(path, shapes.GetValueOrDefault(Path.GetFileName(path)) ?? RealModelShapes.Of(Path.GetFileNameWithoutExtension(path))))
            .OfType<CalibrationModel>().ToList();
        bare = bare with { Session = RunCost.Fit(models, model => Replayed(model, bare, fixedHeap: true), bare.Session) };
        var rows = models.Select(model => Row(model, bare, scratch)).OfType<CalibrationRow>().ToList();
        var session = SessionCost.Fit(rows, bare.Session);
        Console.WriteLine($"ONNX Runtime {OrtEnv.Instance().GetVersionString()}, MiB, median of {Repeats} processes\n");
        CalibrationTable.Print(rows, bare with { Session = session, Heap = HeapShares.Fit(rows, session, inUse.Heap), Band = inUse.Band }, inUse);
        return 0;
    }

    private static CalibrationModel? Model(string path, InputShapes shapes) =>
        Measured(path, shapes, fixedHeap: true) is { } onFixed && Measured(path, shapes, fixedHeap: false) is { } onDefault ? new CalibrationModel(path, shapes, onFixed, onDefault) : null;

    private static CalibrationRow? Row(CalibrationModel model, ProfileConstants constants, TestDirectory scratch) =>
        Replayed(model, constants, fixedHeap: true) is { } least && Replayed(model, constants, fixedHeap: false) is { } lucky
            ? new CalibrationRow(
                Path.GetFileNameWithoutExtension(model.Path), FirstDifference(model.Path, model.Shapes, scratch), least.Graph.Nodes.Count,
                least.Peak.Expected.Megabytes, lucky.Peak.Expected.Megabytes, lucky.Peak.High.Megabytes, model.Fixed.Peak.Median.Megabytes, model.Default.Peak.Median.Megabytes)
            : null;

    private static ModelMeasurement? Measured(string path, InputShapes shapes, bool fixedHeap) => new ModelMeasurer(new ExecutionClient()).Measure(
        new MeasureOptions(path) { Session = SessionSettings.Default with { FixedHeap = fixedHeap }, Shapes = shapes, Repeats = Repeats }, new DiagnosticBag(path));

    private static SimulatedSession? Replayed(CalibrationModel model, ProfileConstants constants, bool fixedHeap)
    {
        if (OnnxReader.Read(model.Path, new DiagnosticBag(model.Path)) is not { } document || RuntimeGraphBuilder.Build(document, model.Shapes) is not { } graph)
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
