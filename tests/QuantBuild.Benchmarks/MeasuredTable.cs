using System.Globalization;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Execution.Measuring;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>Measured peak of every model in a folder, under each option, beside figures of somebody else.</summary>
internal static class MeasuredTable
{
    private static readonly (string Option, SessionSettings Session)[] Options =
    [
        ("default", SessionSettings.Default),
        ("fixed", new SessionSettings { FixedHeap = true }),
        ("external", SessionSettings.Default),
        ("nopattern", new SessionSettings { Pattern = false }),
        ("extended", new SessionSettings { Level = OptimizationLevel.Extended }),
    ];

    /// <param name="folder">Of models.</param>
    /// <param name="shapesFile">Columns <c>model</c> and <c>input_shapes</c>, where given.</param>
    /// <param name="referenceFile">Columns <c>model</c>, <c>option</c>, <c>load_peak</c>, <c>run1_peak</c>, <c>peak</c> and its range, in MiB, where given.</param>
    public static int Run(string folder, string? shapesFile, string? referenceFile)
    {
        SmallFolios.OfLibraries();
        var shapes = CsvTable.Shapes(shapesFile);
        var reference = CsvTable.Read(referenceFile).ToDictionary(row => (row["model"], row["option"]));
        Console.WriteLine("| model | option | load | run 1 | steady | peak | range | reference | its range | difference |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var (compared, apart) = (0, 0);
        foreach (var path in Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal))
        {
            using var copy = new TestDirectory();
            foreach (var (option, session) in Options)
            {
                var name = Path.GetFileName(path);
                var measured = option == "external" ? ExternalCopy.Write(path, copy.Path) : path;
                var diagnostics = new DiagnosticBag(path);
                var result = new ModelMeasurer(new ExecutionClient()).Measure(
                    new MeasureOptions(measured) { Session = session, Shapes = shapes.GetValueOrDefault(name, InputShapes.None) }, diagnostics);
                var known = reference.GetValueOrDefault((name, option));
                var difference = result is null || known is null ? null : new Difference(result.Peak, known);
                compared += difference is null ? 0 : 1;
                apart += difference is { IsLarge: true } ? 1 : 0;
                Console.WriteLine(result is null
                    ? $"| {name} | {option} | {diagnostics.First().Message} | | | | | | | |"
                    : $"| {name} | {option} | {Mib(result.LoadPeak)} | {Mib(result.FirstRunPeak)} | {Mib(result.SteadyPeak)} | {Mib(result.Peak)} | {Range(result.Peak)} | {difference} |");
            }
        }

        Console.WriteLine($"{compared - apart} of {compared} within 5 % or 3 MiB of the reference.");
        return 0;
    }

    private static string Mib(MeasuredRange? range) => range is { } known ? known.Median.Megabytes.ToString("0.0", CultureInfo.InvariantCulture) : "";

    private static string Range(MeasuredRange range) => string.Create(CultureInfo.InvariantCulture, $"{range.Min.Megabytes:0.0}–{range.Max.Megabytes:0.0}");

    /// <summary>Ours against another's, in MiB.</summary>
    private sealed class Difference(MeasuredRange ours, IReadOnlyDictionary<string, string> row)
    {
        private readonly double _theirs = double.Parse(row["peak"], CultureInfo.InvariantCulture);

        /// <summary>Neither within 5 % nor within 3 MiB.</summary>
        public bool IsLarge => Math.Abs(Gap) > Math.Max(3, 0.05 * _theirs);

        private double Gap => ours.Median.Megabytes - _theirs;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{row["peak"]} | {row["peak_min"]}–{row["peak_max"]} | {Gap:+0.0;-0.0;0.0} ({100 * Gap / _theirs:+0.0;-0.0;0.0} %){(IsLarge ? " **apart**" : "")}");
    }
}
