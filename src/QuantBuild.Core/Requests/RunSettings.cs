using QuantBuild.Models;
using QuantBuild.Policy;

namespace QuantBuild.Requests;

/// <summary>The properties of a run, read.</summary>
internal sealed record RunSettings
{
    public PolicySettings Policy { get; init; } = PolicySettings.Default;

    public bool Enabled { get; init; } = true;

    /// <summary>Of the process <c>default</c>.</summary>
    public ByteSize? MemoryBudget { get; init; }

    public bool Verify { get; init; } = true;

    /// <summary>File of recommended switches; null where none is wanted.</summary>
    public string? SettingsFile { get; init; }

    public ByteSize RewriteMemory { get; init; }

    public int Threads { get; init; }
}
