using System.Globalization;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Execution.Measuring;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>The projected peak of every model in a folder, under each option, beside what is then measured.</summary>
internal static class TruthTable
{
    private static readonly (string Option, SessionSettings Session)[] Options =
    [
        ("as is", SessionSettings.Default),
        ("external", SessionSettings.Default),
        ("heap=fixed", new SessionSettings { FixedHeap = true }),
        ("pattern=off", new SessionSettings { Pattern = false }),
        ("level=extended", new SessionSettings { Level = OptimizationLevel.Extended }),
    ];

    /// <param name="folder">Of models.</param>
    /// <param name="shapesFile">Columns <c>model</c> and <c>input_shapes</c>, where given.</param>
    public static int Run(string folder, string? shapesFile)
    {
        var shapes = CsvTable.Shapes(shapesFile);
        var errors = Options.ToDictionary(option => option.Option, _ => new List<Row>());
        Console.WriteLine("Peak above the same process without a session, MiB.\n");
        Console.WriteLine("| model | option | low – high | projected | measured | its range | error |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var path in Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal))
        {
            using var copy = new TestDirectory();
            foreach (var (option, session) in Options)
            {
                var file = option == "external" ? ExternalCopy.Write(path, copy.Path) : path;
                var given = shapes.GetValueOrDefault(Path.GetFileName(path), InputShapes.None);
                var projected = Project(file, session, given);
                var diagnostics = new DiagnosticBag(path);
                var measured = new ModelMeasurer(new ExecutionClient()).Measure(new MeasureOptions(file) { Session = session, Shapes = given }, diagnostics);
                Console.Write($"| {Path.GetFileName(path)} | {option} | ");
                if (projected is null || measured is null)
                {
                    Console.WriteLine($"{(projected is null ? "no projection" : diagnostics.First().Message)} | | | | |");
                    continue;
                }

                var row = new Row(projected, measured.Peak);
                errors[option].Add(row);
                Console.WriteLine(row);
            }
        }

        Console.WriteLine("\n| option | models | mean error | within 6 % or 6 MiB | largest error | measured inside low – high |\n| --- | --- | --- | --- | --- | --- |");
        foreach (var (option, rows) in errors.Where(entry => entry.Value.Count > 0))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {option} | {rows.Count} | {rows.Average(row => Math.Abs(row.Error)):0.0} % | {rows.Count(row => row.IsNear)} | {rows.MaxBy(row => Math.Abs(row.Error))!.Error:+0.0;-0.0} % | {rows.Count(row => row.IsInside)} |"));
        }

        return 0;
    }

    private static ModelProjection? Project(string file, SessionSettings session, InputShapes shapes)
    {
        if (ModelReader.Read(file, new DiagnosticBag(file)) is not OnnxModel model)
        {
            return null;
        }

        var projection = new OnnxRuntimeCpuProfile().Project(model, Inspection.ModelInspector.Inspect(model), RuntimeOptions.Default with { Session = session, Shapes = shapes });
        return projection.LowerBound ? null : projection;
    }

    private sealed record Row(ModelProjection Projected, MeasuredRange Measured)
    {
        public double Error => (Projected.Peak.Expected.Megabytes / Measured.Median.Megabytes - 1) * 100;

        public bool IsNear => Math.Abs(Error) <= 6 || Math.Abs(Projected.Peak.Expected.Megabytes - Measured.Median.Megabytes) <= 6;

        public bool IsInside => Measured.Median >= Projected.Peak.Low && Measured.Median <= Projected.Peak.High;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Projected.Peak.Low.Megabytes:0.0} – {Projected.Peak.High.Megabytes:0.0} | {Projected.Peak.Expected.Megabytes:0.0} | {Measured.Median.Megabytes:0.0} | {Measured.Min.Megabytes:0.0} – {Measured.Max.Megabytes:0.0} | {Error:+0.0;-0.0;0.0} % |");
    }
}
