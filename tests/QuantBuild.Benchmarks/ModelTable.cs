using System.Globalization;
using QuantBuild.Schemes;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>Every scheme on every model in a folder: what converted, loads, and how close it is.</summary>
internal static class ModelTable
{
    /// <param name="folder">Of models.</param>
    /// <param name="shapesFile">Columns <c>model</c> and <c>input_shapes</c>, where given; the models that tests use have theirs without it.</param>
    public static int Run(string folder, string? shapesFile)
    {
        var shapes = CsvTable.Shapes(shapesFile);
        Console.WriteLine("| model | scheme | converted | casts | kept | BASIC | ALL | SQNR dB | ceiling dB | bytes |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var path in Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal))
        {
            foreach (var scheme in QuantizationSchemes.Available)
            {
                Console.WriteLine(Row(ConversionOutcome.Of(path, scheme, shapes: shapes.GetValueOrDefault(Path.GetFileName(path)) ?? RealModelShapes.Of(Path.GetFileNameWithoutExtension(path))), scheme));
            }
        }

        return 0;
    }

    private static string Row(ConversionOutcome outcome, IScheme scheme) => outcome.Plan is not { } plan
        ? $"| {outcome.Model} | {scheme.Name} | {outcome.Refusal} | | | | | | | |"
        : string.Create(CultureInfo.InvariantCulture, $"| {outcome.Model} | {scheme.Name} | {plan.ConvertedBefore} × {outcome.PayloadShare:0.000} | {plan.CastsAdded} | {Kept(outcome)} | " +
            $"{outcome.BasicFailure ?? "yes"} | {outcome.AllFailure ?? "yes"} | {outcome.Sqnr?.ToString("0.0") ?? Unjudged(outcome)} | {outcome.Ceiling:0.0} | {outcome.SizeShare:0.000} |");

    private static string Kept(ConversionOutcome outcome) => string.Join(", ", outcome.Plan!.Kept
        .CountBy(kept => $"{kept.Operator} ({kept.Reason})")
        .Select(group => $"{group.Value} {group.Key}"));

    private static string Unjudged(ConversionOutcome outcome) => outcome.OriginalFailure is { } failure
        ? $"original does not run: {failure[..Math.Min(60, failure.Length)]}"
        : string.Join(", ", outcome.Outputs.Select(output => $"{output.Name}: {output.EqualShare:P0} equal, max error {output.MaxAbsError:0.0e+0}"));
}
