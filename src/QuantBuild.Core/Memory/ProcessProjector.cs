namespace QuantBuild.Memory;

/// <summary>Adds up a process: models through their runtime profiles, and what a person declared.</summary>
internal static class ProcessProjector
{
    /// <param name="name">The process.</param>
    /// <param name="members">Its models, as what will be shipped.</param>
    /// <param name="components">Those of this process.</param>
    public static ProcessProjection Project(string name, IReadOnlyList<ProcessMember> members, IReadOnlyList<MemoryComponent> components)
    {
        var declared = components.ToLookup(component => SlotOf(component, members), StringComparer.Ordinal);
        var computed = BaseItems.Of(members).Concat(members.SelectMany(ModelItems.Of)).ToLookup(item => item.Slot, StringComparer.Ordinal);
        MemoryItem[] items =
        [
            .. Slots.Of(members).SelectMany(slot => declared.Contains(slot)
                ? declared[slot].Select(component => Declared(component, slot, members))
                : computed[slot]),
            .. computed[string.Empty],
            .. declared[string.Empty].Select(component => Declared(component, string.Empty, members)),
        ];
        var idle = Sum(items.Where(item => item.Phase == Phase.Idle));
        var loads = members.Where(member => member.Resident).Select(ModelItems.Load).OfType<MemoryItem>().ToArray();
        string[] missing = [.. members.SelectMany(member => LowerBound(member, members, items))];
        return new ProcessProjection
        {
            Name = name,
            Items = items,
            LargestLoad = loads.MaxBy(load => load.Size.Expected),
            Idle = idle,
            Peak = idle + MemoryBand.Max(
                Sum(items.Where(item => item.Phase == Phase.Peak)),
                loads.Aggregate(MemoryBand.Zero, (largest, load) => MemoryBand.Max(largest, load.Size))),
            Doubts = [.. members.SelectMany(member => member.Projection.Doubts.Select(doubt => $"{member.Name}: {doubt}"))],
            LowerBound = missing.Length > 0,
            LowerBoundReasons = missing,
        };
    }

    private static MemoryBand Sum(IEnumerable<MemoryItem> items) => items.Aggregate(MemoryBand.Zero, (sum, item) => sum + item.Size);

    private static string SlotOf(MemoryComponent component, IReadOnlyList<ProcessMember> members) =>
        (component.Replaces is { } slot ? Slots.Resolve(slot, members) : null) ?? string.Empty;

    private static MemoryItem Declared(MemoryComponent component, string slot, IReadOnlyList<ProcessMember> members) =>
        new(component.Name, slot, MemoryBand.Exact(component.Size), component.Phase ?? PhaseOf(slot, members), "declared", ItemSource.Declared)
        {
            Optional = component.Optional,
            Setting = component.Setting,
        };

    /// <summary>A slot's own phase: what runs or loads during requests is peak, all else stays between them.</summary>
    private static Phase PhaseOf(string slot, IReadOnlyList<ProcessMember> members) =>
        members.Any(member => slot == Slots.Activations(member.Name) || (slot == Slots.Weights(member.Name) && !member.Resident))
            ? Phase.Peak
            : Phase.Idle;

    /// <summary>
    /// A profile that does not compute everything leaves a lower bound until somebody fills the gaps: the model's activations and the
    /// runtime's own memory. A declared figure is a person's word and closes its gap.
    /// </summary>
    private static IEnumerable<string> LowerBound(ProcessMember member, IReadOnlyList<ProcessMember> members, MemoryItem[] items)
    {
        if (!member.Projection.LowerBound)
        {
            yield break;
        }

        List<string> gaps = [];
        var runtime = Slots.RuntimeOf(member.Projection.Profile, members);
        if (!Array.Exists(items, item => item.Slot == runtime))
        {
            gaps.Add(runtime);
        }

        var activations = Slots.Activations(member.Name);
        if (!Array.Exists(items, item => item.Slot == activations && item.Source == ItemSource.Declared))
        {
            gaps.Add(activations);
        }

        if (gaps.Count > 0)
        {
            var reason = member.Projection.LowerBoundReason ?? $"{member.Projection.Profile} does not compute everything";
            yield return $"{member.Name}: {reason} ({(member.Projection.MissingShapes is null ? "" : "add Shapes, or ")}declare a QuantizeMemoryComponent with Replaces={string.Join(" and one with Replaces=", gaps)})";
        }
    }
}
