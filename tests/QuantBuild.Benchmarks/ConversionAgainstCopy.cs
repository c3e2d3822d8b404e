using System.Globalization;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>A conversion to FP16 against <c>cp</c> of the same file: alternating runs, warm cache, medians.</summary>
internal static class ConversionAgainstCopy
{
    private const int Runs = 5;

    public static int Run(ByteSize size, string tool)
    {
        using var folder = new TestDirectory("quantbuild-bench");
        var model = folder.File("model.onnx");
        var small = folder.File("small.onnx");
        BigModel.Write(model, size);
        BigModel.Write(small, new ByteSize(100 * 1024));
        var output = folder.File("out.onnx");
        var (copies, conversions, starts) = (new List<CommandCost>(), new List<CommandCost>(), new List<CommandCost>());
        for (var run = 0; run <= Runs; run++)
        {
            var copy = Fresh(output, () => CommandCost.Of("cp", model, output));
            var conversion = Fresh(output, () => Convert(tool, model, output));
            var start = Fresh(output, () => Convert(tool, small, output));
            if (run > 0)
            {
                // The first of each only warms the cache.
                copies.Add(copy);
                conversions.Add(conversion);
                starts.Add(start);
            }
        }

        var (cp, fp16, empty) = (Median(copies, cost => cost.Cpu), Median(conversions, cost => cost.Cpu), Median(starts, cost => cost.Cpu));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            model {size}, {Runs} alternating runs, medians
            | command | CPU s | wall s | peak MB |
            | --- | --- | --- | --- |
            {Row("cp", copies)}
            {Row("fp16", conversions)}
            {Row("fp16 of 100 KB", starts)}
            CPU fp16 ÷ cp: {fp16 / cp:0.00} gross, {(fp16 - empty) / cp:0.00} less the same command on 100 KB
            """));
        return 0;
    }

    private static CommandCost Convert(string tool, string model, string output) =>
        CommandCost.Of("dotnet", "exec", tool, "quantize", model, "-o", output, "--scheme", "fp16", "--mode", "always", "--verify", "false");

    private static CommandCost Fresh(string output, Func<CommandCost> run)
    {
        File.Delete(output);
        return run();
    }

    private static string Row(string name, List<CommandCost> costs) => string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {Median(costs, cost => cost.Cpu):0.000} | {Median(costs, cost => cost.Wall):0.000} | {Median(costs, cost => cost.PeakMegabytes):0.0} |");

    private static double Median(IEnumerable<CommandCost> costs, Func<CommandCost, double> figure) => costs.Select(figure).Order().ElementAt(Runs / 2);
}
