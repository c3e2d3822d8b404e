namespace QuantBuild.Memory;

/// <summary>One line of a process's memory.</summary>
/// <param name="Name">As people read it: <c>Django + Python</c>, <c>weights:classifier</c>.</param>
/// <param name="Slot">The slot it fills: <c>host</c>, <c>runtime</c>, <c>weights:classifier</c>, <c>activations:classifier</c>, or empty.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Phase">When it counts.</param>
/// <param name="Why">Where the number comes from, in words.</param>
/// <param name="Source">Computed, declared or assumed.</param>
internal sealed record MemoryItem(string Name, string Slot, MemoryBand Size, Phase Phase, string Why, ItemSource Source)
{
    /// <summary>A feature that can be switched off.</summary>
    public bool Optional { get; init; }

    /// <summary>The name of its switch.</summary>
    public string? Setting { get; init; }

    public MemoryBand Idle => Phase == Phase.Idle ? Size : MemoryBand.Zero;
}
