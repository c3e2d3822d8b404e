using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>Time and memory of a conversion that is all structure: they may grow with it, and no faster.</summary>
internal static class ManyNodes
{
    private const double FixedBar = 48;
    private const double BarPerStructureByte = 12;
    private const int Repeat = 3;

    public static int Run(string[] arguments)
    {
        if (!OperatingSystem.IsLinux() || arguments is not ([] or ["--tool", _]))
        {
            Console.Error.WriteLine("many-nodes [--tool DLL], on Linux");
            return 1;
        }

        var tool = arguments is [_, var named] ? named : Path.Combine(AppContext.BaseDirectory, "dotnet-quantize-check.dll");
        using var folder = new TestDirectory();
        var start = Measure(tool, folder.Path, 1).Cpu;
        Console.WriteLine($"{"nodes",8} {"file MB",8} {"CPU s",8} {"µs/node",8} {"peak MB",8} {"bar MB",8}");
        foreach (var nodes in new[] { 1_000, 10_000, 100_000 })
        {
            var (megabytes, cpu, peak) = Measure(tool, folder.Path, nodes);
            Console.WriteLine(
                $"{nodes,8} {megabytes,8:0.0} {cpu,8:0.000} {(cpu - start) / nodes * 1e6,8:0.0} {peak,8:0.0} {FixedBar + (BarPerStructureByte * megabytes),8:0.0}");
        }

        return 0;
    }

    private static (double Megabytes, double Cpu, double Peak) Measure(string tool, string folder, int nodes)
    {
        var model = Path.Combine(folder, $"{nodes}.onnx");
        ManyNodesModel.Write(model, nodes);
        var usages = Enumerable.Range(0, Repeat)
            .Select(_ => ChildProcess.Run("dotnet", [tool, "quantize", model, "-o", model + ".out", "--scheme", "fp16", "--mode", "always", "--verify", "false"]))
            .ToList();
        const double Megabyte = 1048576;
        return (new FileInfo(model).Length / Megabyte, usages.Select(usage => usage.Cpu).Order().ElementAt(Repeat / 2), usages.Max(usage => usage.PeakBytes) / Megabyte);
    }
}
