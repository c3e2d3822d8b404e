using QuantBuild.Models;

namespace QuantBuild.Memory.Profiles;

/// <summary>Something a process has before its first session, in megabytes of resident memory.</summary>
internal sealed record BaseConstants
{
    public required string Name { get; init; }

    public required double Low { get; init; }

    public required double Expected { get; init; }

    public required double High { get; init; }

    /// <summary>What was measured, in words.</summary>
    public required string Why { get; init; }

    public BaseMemory Memory => new(new MemoryBand(ByteSize.FromMegabytes(Low), ByteSize.FromMegabytes(Expected), ByteSize.FromMegabytes(High)), Why);
}
