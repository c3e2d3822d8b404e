namespace QuantBuild.Memory;

/// <summary>What one model puts into its process's slots, before anything is declared.</summary>
internal static class ModelItems
{
    public static IEnumerable<MemoryItem> Of(ProcessMember member)
    {
        var projection = member.Projection;
        yield return Computed(
            Slots.Weights(member.Name), projection.Weights * member.Sessions, member.Resident ? Phase.Idle : Phase.Peak, projection.WeightsWhy, projection.Source, member);
        if (projection.Activations != MemoryBand.Zero)
        {
            yield return Computed(Slots.Activations(member.Name), projection.Activations * member.Sessions, Phase.Peak, projection.ActivationsWhy, projection.ActivationsSource, member);
        }

        // Requests run at the same time, so each session of a model that is loaded per request brings its own transient.
        if (!member.Resident && Load(member) is { } load)
        {
            yield return load with { Size = load.Size * member.Sessions };
        }
    }

    /// <summary>What loading takes for a moment; null where it takes nothing more than the weights. It fills no slot.</summary>
    public static MemoryItem? Load(ProcessMember member) => member.Projection.LoadTransient == MemoryBand.Zero
        ? null
        : new MemoryItem(
            $"loading {member.Name}", string.Empty, member.Projection.LoadTransient, Phase.Peak, "above the resident weights, while loading", member.Projection.Source);

    private static MemoryItem Computed(string slot, MemoryBand size, Phase phase, string why, ItemSource source, ProcessMember member) =>
        new(slot, slot, size, phase, member.Sessions == 1 ? why : $"{why}, × {member.Sessions} sessions", source);
}
