using System.Globalization;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>fp16 of every model in a folder: what converted, loads, and how close it is.</summary>
internal static class ModelTable
{
    public static int Run(string folder)
    {
        Console.WriteLine("| model | converted | kept | casts | BASIC | ALL | SQNR dB | ceiling dB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var path in Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal))
        {
            Console.WriteLine(Row(Fp16Outcome.Of(path)));
        }

        return 0;
    }

    private static string Row(Fp16Outcome outcome) => outcome.Plan is not { } plan
        ? $"| {outcome.Model} | {outcome.Refusal} | | | | | | |"
        : string.Create(CultureInfo.InvariantCulture, $"| {outcome.Model} | {plan.ConvertedBefore} × {outcome.PayloadShare:0.000} | {Kept(outcome)} | {plan.CastsAdded} | " +
            $"{outcome.BasicFailure ?? "yes"} | {outcome.AllFailure ?? "yes"} | {outcome.Sqnr?.ToString("0.0") ?? Unjudged(outcome)} | {outcome.Ceiling:0.0} |");

    private static string Kept(Fp16Outcome outcome) => string.Join(", ", outcome.Plan!.Kept
        .CountBy(kept => $"{kept.Operator} ({kept.Reason})")
        .Select(group => $"{group.Value} {group.Key}"));

    private static string Unjudged(Fp16Outcome outcome) => outcome.OriginalFailure is { } failure
        ? $"original does not run: {failure[..Math.Min(60, failure.Length)]}"
        : string.Join(", ", outcome.Outputs.Select(output => $"{output.Name}: {output.EqualShare:P0} equal, max error {output.MaxAbsError:0.0e+0}"));
}
