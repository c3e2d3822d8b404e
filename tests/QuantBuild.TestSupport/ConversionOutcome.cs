using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx;
using QuantBuild.Models;
using QuantBuild.Schemes;
using QuantBuild.Schemes.Fp16;
using QuantBuild.Schemes.Mixed;
using QuantBuild.Verification;

namespace QuantBuild.TestSupport;

/// <summary>One real model through a scheme that rounds to float16, judged by ONNX Runtime in this process.</summary>
internal sealed record ConversionOutcome
{
    public required string Model { get; init; }

    public SchemePlan? Plan { get; init; }

    public string? Refusal { get; init; }

    /// <summary>ONNX Runtime's word on the original: null where it runs.</summary>
    public string? OriginalFailure { get; init; }

    /// <summary>By optimisation level: null where the artifact loads, and runs if the original does.</summary>
    public string? BasicFailure { get; init; }

    public string? AllFailure { get; init; }

    /// <summary>Worst output, in decibels; infinity where the outputs are identical.</summary>
    public double? Sqnr { get; init; }

    public double? Ceiling { get; init; }

    /// <summary>Outputs that no ratio judges: the share of equal integers, or the largest error of a reference near 0.</summary>
    public IReadOnlyList<OutputComparison> Outputs { get; init; } = [];

    /// <summary>Bytes of all tensors that were float32, those left as they were included, after ÷ before.</summary>
    public double? PayloadShare { get; init; }

    /// <summary>Bytes of the file, after ÷ before.</summary>
    public double? SizeShare { get; init; }

    /// <param name="path">The model.</param>
    /// <param name="scheme">fp16 where absent.</param>
    /// <param name="options">Of the scheme.</param>
    /// <param name="shapes">Extents of open inputs; 1 each where absent.</param>
    public static ConversionOutcome Of(string path, IScheme? scheme = null, SchemeOptions? options = null, InputShapes? shapes = null)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var document = ModelReader.Read(path, new DiagnosticBag(path))!;
        scheme ??= new Fp16Scheme();
        var outcome = scheme.Plan(document, options ?? SchemeOptions.Default, scheme.NeedsObservations ? Listen(document, scheme, options, Observe(path, shapes), shapes) : null);
        if (outcome.Plan is not { } plan)
        {
            return new ConversionOutcome { Model = name, Refusal = outcome.Refusal };
        }

        using var folder = new TestDirectory();
        var bytes = PlainLayoutWriter.Write(OnnxLayout.Of((OnnxModel)plan.Result));
        var artifact = folder.Write("artifact.onnx", bytes);
        var rounded = folder.Write("rounded.onnx", RoundedWeights.Of(path));
        var basic = Compare(path, artifact, OptimizationLevel.Basic, shapes);
        var all = Compare(path, artifact, OptimizationLevel.All, shapes);
        return new ConversionOutcome
        {
            Model = name,
            Plan = plan,
            PayloadShare = Share(document, plan.Result),
            SizeShare = bytes.Length / (double)document.Size.Bytes,
            OriginalFailure = basic.OriginalFailure?.Message,
            BasicFailure = basic.ArtifactFailure?.Message,
            AllFailure = all.ArtifactFailure?.Message,
            Outputs = basic.Outputs,
            Sqnr = Worst(basic),
            Ceiling = Worst(Compare(path, rounded, OptimizationLevel.Basic, shapes)),
        };
    }

    public static Observations Observe(string path, InputShapes? shapes = null)
    {
        var response = new ObserveVerb().Run(new ObserveRequest(path) { Shapes = shapes ?? InputShapes.None });
        return new Observations { Values = response.Values, OutOfRange = response.OutOfRange, NotRun = response.Failure?.Message };
    }

    /// <summary>As a build does, but without a process of its own for each run.</summary>
    private static Observations Listen(ModelDocument document, IScheme scheme, SchemeOptions? options, Observations seen, InputShapes? shapes)
    {
        SchemePlan? Plan(IReadOnlyList<NodeSpan> float32, bool roundsAll = false) =>
            scheme.Plan(document, options ?? SchemeOptions.Default, seen with { Noise = new ObservedNoise { Float32 = float32, RoundsAll = roundsAll } }).Plan;

        double? Worst(IReadOnlyList<NodeSpan> float32, bool roundsAll)
        {
            using var folder = new TestDirectory();
            var artifact = folder.Write("trial.onnx", PlainLayoutWriter.Write(OnnxLayout.Of((OnnxModel)Plan(float32, roundsAll)!.Result)));
            var response = Compare(document.Path, artifact, OptimizationLevel.Basic, shapes);
            return response.Outputs.Count == 0 ? null : WorstOutput.SqnrDb(response.Outputs);
        }

        return seen.NotRun is null && Plan([]) is { } plan ? seen with { Noise = new NoiseSearch(plan.Nodes, Worst).Find() } : seen;
    }

    private static double Share(ModelDocument before, ModelDocument after)
    {
        var gained = Bytes(after, ElementType.Float16) - Bytes(before, ElementType.Float16);
        return (Bytes(after, ElementType.Float32) + gained) / (double)Bytes(before, ElementType.Float32);
    }

    private static long Bytes(ModelDocument document, ElementType type) =>
        ModelFormats.Of(document).Tensors(document).Where(tensor => tensor.Type == type).Sum(tensor => tensor.Size.Bytes);

    public static CompareResponse Compare(string original, string artifact, OptimizationLevel level, InputShapes? shapes = null) =>
        new CompareVerb().Run(new CompareRequest(original, artifact, level) { Shapes = shapes ?? InputShapes.None });

    private static double? Worst(CompareResponse response)
    {
        var floats = response.Outputs.Where(output => output.ReferenceRms is >= OutputMetrics.SmallestRms).ToList();
        return floats.Count == 0 ? null : floats.Min(output => output.SqnrDb ?? (output.NotFinite > 0 ? double.NegativeInfinity : double.PositiveInfinity));
    }
}
