using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>What would bring a process under its budget: features to switch off, or a change to a model.</summary>
internal sealed class BudgetRemedy(PolicyInput input, ShippedModels shipped, PolicyProcess process)
{
    /// <summary>Beyond so many switches only the largest are tried; nobody reads a longer list.</summary>
    private const int MostSwitches = 16;

    private readonly MemoryComponent[] _optional =
        [.. input.Components.Where(component => component.Optional && component.Processes.Contains(process.Name)).OrderByDescending(component => component.Size)];

    private readonly BudgetChanges _changes = new(input, shipped, process);

    private (bool Known, MemoryComponent[]? Set) _off;

    private ByteSize Budget => process.Budget ?? new ByteSize(long.MaxValue);

    /// <summary>Every optional feature, and whether it can stay on.</summary>
    public IEnumerable<OptionalFeature> Features()
    {
        var off = Off();
        return _optional.Select(component => new OptionalFeature(
            component.Name, off is null ? PeakWithout([.. _optional.Where(other => other != component)]) <= Budget : !off.Contains(component), component.Setting));
    }

    /// <summary>For the end of a message: a setting that is enough stands alone and first; else features to switch off, and the cheapest change to a model.</summary>
    public string InWords()
    {
        var changes = _changes.Lowering();
        return BudgetChanges.Best(changes, Budget) switch
        {
            { IsSetting: true } setting when setting.Projection.Peak.Expected <= Budget => InWords(setting) + Features(Off()),
            { } change => Features(Off()) + InWords(change),
            null => Features(Off()) + (shipped.ModelsOf(process).Any() ? "; no scheme lowers the peak of its models" : ""),
        };
    }

    /// <summary>The budget is certain only with the fixed heap.</summary>
    public bool FixedHeapDecides() => shipped.Standing(process).Projection.Peak.High > Budget &&
        _changes.Settings().Any(change => change.IsHeap && change.Projection.Peak.High <= Budget);

    private MemoryComponent[]? Off()
    {
        if (!_off.Known)
        {
            _off = (true, FewestToSwitchOff());
        }

        return _off.Set;
    }

    /// <summary>Fewest, then smallest; empty where nothing has to go, null where all of them are not enough.</summary>
    private MemoryComponent[]? FewestToSwitchOff()
    {
        var switches = _optional.Take(MostSwitches).ToArray();
        return Enumerable.Range(0, 1 << switches.Length)
            .Select(set => switches.Where((_, index) => (set & (1 << index)) != 0).ToArray())
            .OrderBy(set => set.Length)
            .ThenBy(set => set.Sum(component => component.Size.Bytes))
            .FirstOrDefault(set => PeakWithout(set) <= Budget);
    }

    private ByteSize PeakWithout(IReadOnlyList<MemoryComponent> off) => shipped.Project(process, component => !off.Contains(component)).Peak.Expected;

    private string Features(MemoryComponent[]? off)
    {
        if (_optional.Length == 0)
        {
            return "";
        }

        if (off is null)
        {
            return $"; without {Names(_optional)} it is {PeakWithout(_optional)}, still above";
        }

        return $"; without {Names(off)} it is {PeakWithout(off)}";
    }

    private static string Names(IEnumerable<MemoryComponent> components) => Words.List(components.Select(component =>
        component.Setting is { } setting ? $"{component.Name} ({setting}=false)" : component.Name));

    private string InWords(BudgetChange change) =>
        $"; {change.Words} it would be {change.Projection.Peak.Expected}{(change.Projection.Peak.Expected > Budget ? ", still above" : "")}";
}
