using System.Diagnostics;
using System.Runtime.InteropServices;
using QuantBuild.Models;

namespace QuantBuild.Execution.Measuring;

/// <summary>Windows and macOS: the highest working set since the process started, which nobody can set back.</summary>
internal sealed partial class CumulativeMemoryWatch : IMemoryWatch
{
    // struct rusage begins with two timevals of 16 bytes; its size is 144 on every 64-bit Unix.
    private const int MaxResidentAt = 32;
    private const int UsageSize = 256;

    public bool IsCumulative => true;

    public ByteSize Resident
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return new ByteSize(self.WorkingSet64);
        }
    }

    public ByteSize? Anonymous => null;

    public ByteSize Peak => OperatingSystem.IsWindows() ? OfProcess() : OfUsage();

    public void BeginPhase()
    {
        // Nothing to set back; the reader of the figures is told.
    }

    private static ByteSize OfProcess()
    {
        using var self = Process.GetCurrentProcess();
        return new ByteSize(self.PeakWorkingSet64);
    }

    // .NET has no peak on macOS. The kernel counts it in bytes there, in kibibytes elsewhere.
    private static ByteSize OfUsage()
    {
        Span<byte> usage = stackalloc byte[UsageSize];
        if (GetUsage(0, ref MemoryMarshal.GetReference(usage)) != 0)
        {
            throw new InvalidOperationException("getrusage refused RUSAGE_SELF.");
        }

        var highest = MemoryMarshal.Read<long>(usage[MaxResidentAt..]);
        return new ByteSize(OperatingSystem.IsMacOS() ? highest : highest * 1024);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, ref byte usage);
}
