using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>What a conversion costs before any bytes are converted: a model of 100 KB, and the methods that were compiled while it ran.</summary>
internal static class StartUp
{
    private const int Repeat = 15;

    public static int Run(string tool)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("start-up DLL, on Linux");
            return 1;
        }

        using var folder = new TestDirectory();
        var model = Path.Combine(folder.Path, "m.onnx");
        BigModel.Write(model, new ByteSize(100 * 1024));
        string[] arguments = [tool, "quantize", model, "-o", model + ".out", "--scheme", "fp16", "--mode", "always", "--verify", "false"];
        var usages = Enumerable.Range(0, Repeat).Select(_ => ChildProcess.Run("dotnet", arguments)).ToList();
        var median = usages.Select(usage => usage.Cpu).Order().ElementAt(Repeat / 2);
        Console.WriteLine($"CPU {median:0.000} s (median of {Repeat}), peak {usages.Max(usage => usage.PeakBytes) / 1048576.0:0.0} MB, {Compiled(arguments, folder.File("compiled.txt"))} methods compiled");
        return 0;
    }

    // https://github.com/dotnet/runtime/blob/main/docs/design/coreclr/jit/viewing-jit-dumps.md
    private static int Compiled(string[] arguments, string list)
    {
        Environment.SetEnvironmentVariable("DOTNET_JitStdOutFile", list);
        Environment.SetEnvironmentVariable("DOTNET_JitDisasmSummary", "1");
        ChildProcess.Run("dotnet", arguments);
        return File.ReadLines(list).Count(line => line.Contains("JIT compiled", StringComparison.Ordinal));
    }
}
