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
        foreach (var free in ControlGroups.Free(root))
        {
            available = Math.Min(available, free);
        }

        return new ByteSize(Math.Max(0, available));
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
