using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;
using QuantBuild.Models;

namespace QuantBuild.Execution.Measuring;

/// <summary>Linux: the kernel's own high-water mark, set back between phases. Reading allocates nothing, or it would measure itself.</summary>
internal sealed class ResettableMemoryWatch : IMemoryWatch
{
    // See proc(5): 5 resets the peak resident set size to the current one.
    private static readonly byte[] Reset = "5"u8.ToArray();

    private readonly SafeFileHandle _status;
    private readonly SafeFileHandle _reset;
    private readonly byte[] _text = new byte[8192];

    private ResettableMemoryWatch(SafeFileHandle status, SafeFileHandle reset) => (_status, _reset) = (status, reset);

    public bool IsCumulative => false;

    public ByteSize Resident => Read("VmRSS:"u8) ?? throw new InvalidDataException("/proc/self/status has no VmRSS.");

    public ByteSize? Anonymous => Read("RssAnon:"u8);

    public ByteSize Peak => Read("VmHWM:"u8) ?? throw new InvalidDataException("/proc/self/status has no VmHWM.");

    /// <summary>Null where there is no such kernel, or a sandbox keeps its files away.</summary>
    public static ResettableMemoryWatch? TryOpen()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            var watch = new ResettableMemoryWatch(
                File.OpenHandle("/proc/self/status"), File.OpenHandle("/proc/self/clear_refs", FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
            watch.BeginPhase();
            return watch.Read("VmHWM:"u8) is null ? null : watch;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void BeginPhase() => RandomAccess.Write(_reset, Reset, 0);

    private ByteSize? Read(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> text = _text.AsSpan(0, RandomAccess.Read(_status, _text, 0));
        var at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..].TrimStart(" \t"u8), out long kibibytes, out _) ? new ByteSize(kibibytes * 1024) : null;
    }
}
