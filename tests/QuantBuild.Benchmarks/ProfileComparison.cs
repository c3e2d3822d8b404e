using System.Globalization;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Formats.Onnx;
using QuantBuild.Memory;
using QuantBuild.Memory.Simulation;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>What the arena gives out during the first run, node by node: replayed, and from ONNX Runtime's own profile.</summary>
internal static class ProfileComparison
{
    private const double Mebibyte = 1 << 20;

    /// <param name="path">The model.</param>
    /// <param name="levelText">Of the runtime's rewriting: all, extended or basic.</param>
    /// <param name="shapesText">Extents of its inputs, where they are open.</param>
    public static int Run(string path, string levelText, string? shapesText)
    {
        var level = Enum.Parse<OptimizationLevel>(levelText, ignoreCase: true);
        var shapes = shapesText is null ? RealModelShapes.Of(Path.GetFileNameWithoutExtension(path)) : InputShapes.Parse(shapesText)!;
        var diagnostics = new DiagnosticBag(path);
        if (OnnxReader.Read(path, diagnostics) is not { } model || OnnxRuntimeCpuProfile.Simulate(model, RuntimeOptions.Default with { Shapes = shapes, Session = SessionSettings.Default with { Level = level } }, external: false) is not { } session)
        {
            Console.Error.WriteLine(diagnostics.FirstOrDefault()?.Message ?? "The graph cannot be followed.");
            return 1;
        }

        using var folder = new TestDirectory();
        var executed = RuntimeProfile.Nodes(path, shapes, level, folder.Path);
        var (replayed, inUse) = (ReplayedModel.Of(path, shapes, level), session.Compact.First.InUse);
        Console.WriteLine($"nodes: {executed.Count} executed, {replayed.Count} replayed, {executed.Zip(replayed).Count(pair => pair.First.ToString() == pair.Second)} equal in their place");

        // Constants that the session keeps in the arena are counted in a profile; the replay has them with the weights.
        var kept = executed[0].InUse - inUse[0].Bytes;
        Console.WriteLine($"bytes in use: equal after {executed.Zip(inUse).Count(pair => pair.First.InUse == pair.Second.Bytes + kept)} of {executed.Count} nodes, above {kept} that the session keeps");
        var place = Enumerable.Range(0, executed.Count).MaxBy(node => executed[node].InUse);
        var ours = Enumerable.Range(0, inUse.Count).MaxBy(node => inUse[node]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"executed: {(executed[place].InUse - kept) / Mebibyte:0.00} MiB at step {place}, {executed[place]} ({executed[place].Name})"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"replayed: {inUse[ours].Megabytes:0.00} MiB at step {ours}, {replayed[ours]} ({Name(session.Plan.Order[ours])})"));
        return 0;
    }

    private static string Name(RuntimeNode node) => node.Proto.Name.Length > 0 ? node.Proto.Name : "made by the runtime";
}
