using System.Globalization;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>Memory that can be had without anything else being pushed out.</summary>
internal static class MemoryAtHand
{
    public static ByteSize Measure() => OperatingSystem.IsLinux() ? OnLinux("/") : OfRuntime();

    /// <summary>What the kernel calls available, or what the control groups around this process leave, whichever is less.</summary>
    internal static ByteSize OnLinux(string root)
    {
        var available = MeminfoAvailable(Path.Combine(root, "proc/meminfo")) ?? OfRuntime().Bytes;
        return new ByteSize(Math.Max(0, ControlGroups.Free(root).Append(available).Min()));
    }

    private static ByteSize OfRuntime()
    {
        var info = GC.GetGCMemoryInfo();
        return new ByteSize(Math.Max(0, info.TotalAvailableMemoryBytes - info.MemoryLoadBytes));
    }

    private static long? MeminfoAvailable(string file)
    {
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal)) : null;
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kibibytes, ..] && long.TryParse(kibibytes, CultureInfo.InvariantCulture, out var value)
            ? value * 1024
            : null;
    }
}
