using System.Globalization;

namespace QuantBuild.Execution;

/// <summary>How an application opens its sessions, as the metadata <c>SessionOptions</c> says.</summary>
internal sealed record SessionSettings
{
    public static readonly SessionSettings Default = new();

    /// <summary><c>level</c>.</summary>
    public OptimizationLevel Level { get; init; } = OptimizationLevel.All;

    /// <summary><c>pattern</c>: from the second run on one block holds every planned buffer.</summary>
    public bool Pattern { get; init; } = true;

    /// <summary><c>arena</c>.</summary>
    public bool Arena { get; init; } = true;

    /// <summary><c>prepack</c>: kernels keep weights in a layout of their own.</summary>
    public bool Prepack { get; init; } = true;

    /// <summary><c>threads</c>: intra-op threads; 0 lets the runtime choose.</summary>
    public int Threads { get; init; }

    /// <summary><c>heap=fixed</c>: the process runs with <c>MALLOC_MMAP_THRESHOLD_=131072</c>.</summary>
    public bool FixedHeap { get; init; }

    /// <summary>As it would be written in a project, every key said.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"level={Level.ToString().ToLowerInvariant()};pattern={Switch(Pattern)};arena={Switch(Arena)};threads={Threads};prepack={Switch(Prepack)};heap={(FixedHeap ? "fixed" : "default")}");

    private static string Switch(bool on) => on ? "on" : "off";
}
