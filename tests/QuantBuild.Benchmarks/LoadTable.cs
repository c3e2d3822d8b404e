using System.Globalization;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Execution.Measuring;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Steps;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>The peak of every model in a folder, its loading measured by itself and its runs projected, beside the peak of whole runs.</summary>
internal static class LoadTable
{
    private static readonly (string Option, SessionSettings Session)[] Options =
    [
        ("as is", SessionSettings.Default),
        ("external", SessionSettings.Default),
        ("heap=fixed", new SessionSettings { FixedHeap = true }),
    ];

    /// <param name="folder">Of models.</param>
    /// <param name="shapesFile">Columns <c>model</c> and <c>input_shapes</c>, where given.</param>
    public static int Run(string folder, string? shapesFile)
    {
        SmallFolios.OfLibraries();
        var shapes = CsvTable.Shapes(shapesFile);
        var errors = new List<(ModelKind Kind, string Option, double Error)>();
        Console.WriteLine("Peak above the same process without a session, MiB.\n\n| model | option | load measured, runs projected | measured | its range | error |\n| --- | --- | --- | --- | --- | --- |");
        foreach (var path in Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal))
        {
            using var copy = new TestDirectory();
            foreach (var (option, session) in Options)
            {
                var options = new MeasureOptions(option == "external" ? ExternalCopy.Write(path, copy.Path) : path)
                {
                    Session = session,
                    Shapes = shapes.GetValueOrDefault(Path.GetFileName(path)) ?? RealModelShapes.Of(Path.GetFileNameWithoutExtension(path)),
                };
                if (Projected(options) is { } projected && Measure(options) is { } measured)
                {
                    var error = (projected.Megabytes / measured.Median.Megabytes - 1) * 100;
                    errors.Add((ModelKinds.Of(path), option, Math.Abs(error)));
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"| {Path.GetFileName(path)} | {option} | {projected.Megabytes:0.0} | {measured.Median.Megabytes:0.0} | {measured.Min.Megabytes:0.0} – {measured.Max.Megabytes:0.0} | {error:+0.0;-0.0;0.0} % |"));
                }
            }
        }

        Console.WriteLine("\n| kind | option | models | mean error | largest |\n| --- | --- | --- | --- | --- |");
        foreach (var group in errors.GroupBy(entry => (entry.Kind, entry.Option)).OrderBy(group => group.Key))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {group.Key.Kind} | {group.Key.Option} | {group.Count()} | {group.Average(entry => entry.Error):0.0} % | {group.Max(entry => entry.Error):0.0} % |"));
        }

        return 0;
    }

    /// <summary>Null where the runtime does not load it, or its runs cannot be projected.</summary>
    private static ByteSize? Projected(MeasureOptions options)
    {
        if (ModelReader.Read(options.Path, new DiagnosticBag(options.Path)) is not OnnxModel model)
        {
            return null;
        }

        var projected = new OnnxRuntimeCpuProfile().Project(
            model, Inspection.ModelInspector.Inspect(model), RuntimeOptions.Default with { Session = options.Session, Shapes = options.Shapes });
        return projected.LowerBound || Measurement(options with { Runs = 0 }) is not { } loaded ? null : LoadedProjection.Of(projected, loaded).Peak.Expected;
    }

    private static MeasuredRange? Measure(MeasureOptions options) => Measurement(options)?.Peak;

    private static ModelMeasurement? Measurement(MeasureOptions options) =>
        new ModelMeasurer(new ExecutionClient()).Measure(options, new DiagnosticBag(options.Path));
}
