using System.Diagnostics;
using System.Runtime.InteropServices;

namespace QuantBuild.Benchmarks;

/// <summary>What one run of a command cost, by the kernel's own account.</summary>
/// <param name="Cpu">User and system seconds.</param>
/// <param name="Wall">Seconds.</param>
/// <param name="PeakMegabytes">Largest resident size of the process.</param>
internal readonly partial record struct CommandCost(double Cpu, double Wall, double PeakMegabytes)
{
    private const int ChildrenOfThisProcess = -1;

    /// <summary>Runs it to its end; children are waited for one at a time, so the difference is this one's.</summary>
    public static CommandCost Of(string program, params string[] arguments)
    {
        var peak = Path.GetTempFileName();
        var before = CpuOfChildren();
        var clock = Stopwatch.StartNew();
        // The maximum that getrusage keeps is over all children ever; time(1) asks for this one's.
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/env", ["time", "-f", "%M", "-o", peak, program, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        process.StandardOutput.ReadToEnd();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        var wall = clock.Elapsed.TotalSeconds;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors}");
        }

        var kilobytes = double.Parse(File.ReadAllText(peak));
        File.Delete(peak);
        return new CommandCost(CpuOfChildren() - before, wall, kilobytes / 1024);
    }

    private static double CpuOfChildren()
    {
        Span<long> usage = stackalloc long[18];
        return GetResourceUsage(ChildrenOfThisProcess, usage) == 0
            ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6)
            : throw new InvalidOperationException("getrusage failed");
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, Span<long> usage);
}
