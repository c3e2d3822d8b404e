using QuantBuild.Models;

namespace QuantBuild.Memory;

/// <summary>A declared part of a process (<c>QuantizeMemoryComponent</c>).</summary>
internal sealed record MemoryComponent(string Name, ByteSize Size)
{
    /// <summary>Processes it belongs to.</summary>
    public IReadOnlyList<string> Processes { get; init; } = ["default"];

    /// <summary>As written; null means the replaced slot's own phase, else Idle.</summary>
    public Phase? Phase { get; init; }

    public bool Optional { get; init; }

    public string? Setting { get; init; }

    /// <summary>The slot it stands in for: <c>host</c>, <c>runtime</c>, <c>runtime:&lt;profile&gt;</c>, <c>weights:&lt;model&gt;</c>, <c>activations:&lt;model&gt;</c>.</summary>
    public string? Replaces { get; init; }
}
