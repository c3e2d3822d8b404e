namespace QuantBuild.Memory;

/// <summary>What a process has before any model is loaded: assumed by the profiles of its models until somebody declares it.</summary>
internal static class BaseItems
{
    public static IEnumerable<MemoryItem> Of(IReadOnlyList<ProcessMember> members)
    {
        if (members.Select(member => member.Projection.Host).OfType<BaseMemory>().MaxBy(host => host.Size.Expected) is { } host)
        {
            yield return Item(Slots.Host, host);
        }

        foreach (var profile in members.GroupBy(member => member.Projection.Profile, StringComparer.Ordinal))
        {
            if (profile.Select(member => member.Projection.Runtime).OfType<BaseMemory>().FirstOrDefault() is { } runtime)
            {
                yield return Item(Slots.RuntimeOf(profile.Key, members), runtime);
            }
        }
    }

    private static MemoryItem Item(string slot, BaseMemory memory) => new(slot, slot, memory.Size, Phase.Idle, memory.Why, ItemSource.Assumed);
}
