using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>Every single change to how the models of a process are opened, stored or quantized, each with the memory of the process then.</summary>
internal sealed class BudgetChanges(PolicyInput input, ShippedModels shipped, PolicyProcess process)
{
    private const int NewFileRank = 100;
    private const int SchemeRank = 200;

    /// <summary>Those that lower the peak, the cheapest first: settings, then the same model in another file, then schemes.</summary>
    public IReadOnlyList<BudgetChange> Lowering()
    {
        var now = shipped.Standing(process).Peak;
        return [.. Settings().Concat(Schemes()).Where(change => change.Projection.Peak.Expected < now).OrderBy(change => change.Rank)];
    }

    /// <summary>The cheapest that meets a budget, of equals the one that changes least; or else what comes nearest to it.</summary>
    public static BudgetChange? Best(IReadOnlyList<BudgetChange> changes, ByteSize budget) =>
        changes.Where(change => change.Projection.Peak.Expected <= budget).OrderBy(change => change.Rank).ThenByDescending(change => change.Projection.Peak.Expected).FirstOrDefault()
        ?? changes.MinBy(change => change.Projection.Peak.Expected);

    /// <summary>Only of models whose original ships: that is what the changes were projected for.</summary>
    public IEnumerable<BudgetChange> Settings()
    {
        var changes = shipped.ModelsOf(process).Where(index => shipped[index] is null)
            .SelectMany(index => (input.Models[index].Assessment.Changes ?? []).Select((change, rank) => (Index: index, Change: change, Rank: rank))).ToList();
        foreach (var (index, change, rank) in changes.Where(entry => !entry.Change.WholeProcess))
        {
            var words = $"with {change.Change} of {input.Models[index].Assessment.Name}{Needs(change)}";
            yield return Of(words, rank + (change.NewFile ? NewFileRank : 0), !change.NewFile, shipped.Opened(index, change.Projection));
        }

        foreach (var group in changes.Where(entry => entry.Change.WholeProcess).GroupBy(entry => entry.Change.Change, StringComparer.Ordinal))
        {
            var opened = group.Aggregate(shipped, (trial, entry) => trial.Opened(entry.Index, entry.Change.Projection));
            yield return Of($"with {group.Key}{Needs(group.First().Change)}", group.Min(entry => entry.Rank), isSetting: true, opened) with { IsHeap = true };
        }
    }

    private IEnumerable<BudgetChange> Schemes() =>
        from index in shipped.ModelsOf(process)
        from option in Alternatives(index)
        let model = input.Models[index]
        let what = option.Artifact is null ? "its original (Mode=Never)" : option.Artifact.Scheme + Permission(model)
        select Of($"with {model.Assessment.Name} as {what}", SchemeRank + option.Rank, isSetting: false, shipped.With(index, option.Artifact));

    private BudgetChange Of(string words, int rank, bool isSetting, ShippedModels trial) =>
        new(words, rank, trial.Standing(process).Projection) { IsSetting = isSetting };

    /// <summary>What else could ship for a model: its original first, then the schemes from the mildest on.</summary>
    private IEnumerable<(Candidate? Artifact, int Rank)> Alternatives(int index)
    {
        IEnumerable<Candidate?> original = shipped[index] is null ? [] : [null];
        return original.Concat(SchemeChooser.InOrder(input.Models[index]).Where(candidate => candidate.IsAvailable && candidate.Scheme != shipped[index]?.Scheme))
            .Select((artifact, rank) => (artifact, rank));
    }

    private static string Needs(SessionChange change) => change.Needs.Length == 0 ? "" : $" ({change.Needs})";

    private static string Permission(PolicyModel model) =>
        model.Mode is ModelMode.Never or ModelMode.Check ? $" (needs Mode=Auto instead of {model.Mode})"
        : model.AccuracyCritical && !model.HasGate ? " (needs MinSqnr, because it is AccuracyCritical)"
        : "";
}
