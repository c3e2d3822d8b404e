using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Execution.Measuring;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Inspection;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Schemes;
using QuantBuild.Schemes.Fp16;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>The projected peak of every model in a folder, under each option, beside what is measured.</summary>
internal static class TruthTable
{
    private const string AsIs = "as is";

    private static readonly (string Option, SessionSettings Session)[] Options =
    [
        (AsIs, SessionSettings.Default),
        ("external data", SessionSettings.Default),
        ("heap=fixed", new SessionSettings { FixedHeap = true }),
        ("fp16", SessionSettings.Default),
        ("pattern=off", new SessionSettings { Pattern = false }),
        ("level=extended", new SessionSettings { Level = OptimizationLevel.Extended }),
    ];

    /// <summary>Prints the projections alone: nothing is run.</summary>
    /// <param name="folder">Of models.</param>
    /// <param name="shapesFile">Columns <c>model</c> and <c>input_shapes</c>, where given.</param>
    public static int Project(string folder, string? shapesFile)
    {
        Console.WriteLine("model,option,low,projected,high");
        foreach (var variant in Variants(folder, CsvTable.Shapes(shapesFile)))
        {
            if (Projected(variant) is { } projection)
            {
                Console.WriteLine(FormattableString.Invariant($"{variant.Model},{variant.Option},{projection.Peak.Low.Bytes},{projection.Peak.Expected.Bytes},{projection.Peak.High.Bytes}"));
            }
        }

        return 0;
    }

    /// <summary>Measures what a file of measurements lacks, adds it there, and prints the table.</summary>
    /// <param name="measurementsFile">Made where there is none. <c>reasons.csv</c> beside it says why rows miss.</param>
    /// <param name="folder">Of models.</param>
    /// <param name="shapesFile">Columns <c>model</c> and <c>input_shapes</c>, where given.</param>
    public static int Run(string measurementsFile, string folder, string? shapesFile)
    {
        SmallFolios.OfLibraries();
        var measurements = PeakMeasurements.Open(measurementsFile);
        var rows = new List<TruthRow>();
        foreach (var variant in Variants(folder, CsvTable.Shapes(shapesFile)))
        {
            var projected = Projected(variant);
            var measured = measurements.Find(variant.Model, variant.Option) ?? measurements.Add(variant.Model, variant.Option, Measure(variant));
            rows.Add(new TruthRow(variant.Model, variant.Option, ModelKinds.Of(variant.Path), projected, measured.Peak));
        }

        TruthDocument.Print(rows, MissReasons.Open(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(measurementsFile))!, "reasons.csv")));
        return 0;
    }

    private static IEnumerable<Variant> Variants(string folder, IReadOnlyDictionary<string, InputShapes> shapes)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal))
        {
            var model = Path.GetFileNameWithoutExtension(path);
            var given = shapes.GetValueOrDefault(Path.GetFileName(path)) ?? RealModelShapes.Of(model);
            using var copies = new TestDirectory();
            foreach (var (option, session) in Options)
            {
                var file = option switch
                {
                    "external data" => ExternalCopy.Write(path, copies.Path),
                    "fp16" => HalfCopy(path, copies),
                    _ => path,
                };
                if (file is not null)
                {
                    yield return new Variant(model, option, file, session, given);
                }
            }
        }
    }

    private static string? HalfCopy(string path, TestDirectory folder) =>
        ModelReader.Read(path, new DiagnosticBag(path)) is { } document && new Fp16Scheme().Plan(document, SchemeOptions.Default, null).Plan is { } plan
            ? folder.Write("fp16.onnx", PlainLayoutWriter.Write(OnnxLayout.Of((OnnxModel)plan.Result)))
            : null;

    private static ModelProjection? Projected(Variant variant)
    {
        if (ModelReader.Read(variant.Path, new DiagnosticBag(variant.Path)) is not OnnxModel model)
        {
            return null;
        }

        var projection = new OnnxRuntimeCpuProfile().Project(model, ModelInspector.Inspect(model), RuntimeOptions.Default with { Session = variant.Session, Shapes = variant.Shapes });
        return projection.LowerBound ? null : projection;
    }

    private static MeasuredRange? Measure(Variant variant) =>
        new ModelMeasurer(new ExecutionClient()).Measure(new MeasureOptions(variant.Path) { Session = variant.Session, Shapes = variant.Shapes }, new DiagnosticBag(variant.Path))?.Peak;

    private sealed record Variant(string Model, string Option, string Path, SessionSettings Session, InputShapes Shapes);
}
