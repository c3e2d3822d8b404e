using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>What the child may use before it is ended.</summary>
/// <param name="Memory">
/// Resident memory, native and managed. The parent looks many times a second, so a fast allocation can exceed it for that long; the kernel is
/// asked to end the child before any other process in the meantime.
/// </param>
/// <param name="Time">Wall time from its start.</param>
internal sealed record ExecutionLimits(ByteSize Memory, TimeSpan Time)
{
    /// <summary>Memory that it will probably use: what it is given first where several children run at a time.</summary>
    public ByteSize Expected { get; init; }

    public static readonly TimeSpan DefaultTime = TimeSpan.FromMinutes(10);
}
