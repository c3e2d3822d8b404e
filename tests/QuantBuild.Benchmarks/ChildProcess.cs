using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace QuantBuild.Benchmarks;

/// <summary>Runs a command and says what the kernel charged it for. Linux only.</summary>
internal static unsafe class ChildProcess
{
    private const int OfChildren = -1;

    /// <param name="Cpu">User and system time, from the kernel's account of finished children.</param>
    /// <param name="Wall">Seconds from start to end.</param>
    /// <param name="PeakBytes">High-water mark of resident memory, polled while it ran: what <c>wait4</c> reports is floored by the parent's.</param>
    public readonly record struct Usage(double Cpu, double Wall, long PeakBytes);

    public static Usage Run(string program, IEnumerable<string> arguments)
    {
        var before = CpuOfChildren();
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(5))
        {
            peak = Math.Max(peak, HighWaterMark(process.Id));
        }

        process.WaitForExit();
        var usage = new Usage(CpuOfChildren() - before, Stopwatch.GetElapsedTime(started).TotalSeconds, peak);
        return process.ExitCode == 0
            ? usage
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output.Result}");
    }

    private static long HighWaterMark(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["VmHWM:".Length..^"kB".Length], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite) * 1024;
        }
        catch (IOException)
        {
            return 0; // It ended between the two looks.
        }
    }

    private static double CpuOfChildren()
    {
        ResourceUsage usage;
        return getrusage(OfChildren, &usage) == 0
            ? usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6)
            : throw new InvalidOperationException("getrusage failed");
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getrusage(int who, ResourceUsage* usage);

    // struct rusage of 64-bit Linux: two times, then fourteen longs.
    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceUsage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
        private fixed long _others[14];
    }
}
