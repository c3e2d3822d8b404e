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

    private (bool Known, MemoryComponent[]? Set) _off;

    private ByteSize Budget => process.Budget ?? new ByteSize(long.MaxValue);

    /// <summary>Every optional feature, and whether it can stay on.</summary>
    public IEnumerable<OptionalFeature> Features()
    {
        var off = Off();
        return _optional.Select(component => new OptionalFeature(
            component.Name, off is null ? PeakWithout([.. _optional.Where(other => other != component)]) <= Budget : !off.Contains(component), component.Setting));
    }

    /// <summary>For the end of a message.</summary>
    public string InWords() => Features(Off()) + Model();

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

    /// <summary>The mildest change to one model that brings it under, or else the one that comes nearest.</summary>
    private string Model()
    {
        var now = shipped.Standing(process).Peak;
        var changes = (from index in shipped.ModelsOf(process)
                       from option in Alternatives(index)
                       let peak = shipped.With(index, option.Artifact).Standing(process).Peak
                       where peak < now
                       select (Model: input.Models[index], option.Artifact, option.Rank, Peak: peak)).ToList();
        if (changes.Count == 0)
        {
            return shipped.ModelsOf(process).Any() ? "; no scheme lowers the peak of its models" : "";
        }

        var fitting = changes.Where(change => change.Peak <= Budget).OrderBy(change => change.Rank).ThenByDescending(change => change.Peak).ToList();
        var best = fitting.Count > 0 ? fitting[0] : changes.MinBy(change => change.Peak);
        var still = best.Peak > Budget ? ", still above" : "";
        var what = best.Artifact is null ? "its original (Mode=Never)" : best.Artifact.Scheme + Permission(best.Model);
        return $"; with {best.Model.Assessment.Name} as {what} it would be {best.Peak}{still}";
    }

    /// <summary>What else could ship for a model: its original first, then the schemes from the mildest on.</summary>
    private IEnumerable<(Candidate? Artifact, int Rank)> Alternatives(int index)
    {
        IEnumerable<Candidate?> original = shipped[index] is null ? [] : [null];
        return original.Concat(SchemeChooser.InOrder(input.Models[index]).Where(candidate => candidate.IsAvailable && candidate.Scheme != shipped[index]?.Scheme))
            .Select((artifact, rank) => (artifact, rank));
    }

    private static string Permission(PolicyModel model) =>
        model.Mode is ModelMode.Never or ModelMode.Check ? $" (needs Mode=Auto instead of {model.Mode})"
        : model.AccuracyCritical && !model.HasGate ? " (needs MinSqnr, because it is AccuracyCritical)"
        : "";
}
