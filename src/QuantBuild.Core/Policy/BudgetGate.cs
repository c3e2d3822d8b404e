using QuantBuild.Diagnostics;
using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>Each process against its budget, on plans, before any byte is written.</summary>
internal static class BudgetGate
{
    public static ProcessVerdict Judge(PolicyInput input, ShippedModels shipped, PolicyProcess process)
    {
        var projection = shipped.Project(process, _ => true);
        var remedy = new BudgetRemedy(input, shipped, process);
        var verdict = new ProcessVerdict
        {
            Name = process.Name,
            Budget = process.Budget,
            Projection = projection,
            Verdict = Verdict.Fits,
            Optional = [.. remedy.Features()],
            FixedHeapDecides = process.Budget is not null && remedy.FixedHeapDecides(),
        };
        if (process.Budget is not { } budget)
        {
            return projection.LowerBound ? verdict with { Verdict = Verdict.Unknown } : verdict;
        }

        var peak = projection.Peak;
        return peak.Expected > budget ? Exceeds(input, verdict, remedy, budget)
            : projection.LowerBound ? Say(verdict, Verdict.Unknown, Descriptors.UnknownPeak, Unknown(projection, budget), input)
            : peak.High > budget ? Say(verdict, Verdict.Tight, Descriptors.MayExceedBudget, MayExceed(projection, budget), input)
            : peak.Expected.Bytes > budget.Bytes * input.Settings.WarnAt ? Say(verdict, Verdict.Tight, Descriptors.NearBudget, Near(projection, budget, input), input)
            : verdict;
    }

    private static ProcessVerdict Exceeds(PolicyInput input, ProcessVerdict verdict, BudgetRemedy remedy, ByteSize budget)
    {
        var projection = verdict.Projection;
        var text = $"the {Words.Source(projection)} peak of process '{projection.Name}' is {Words.Peak(projection)}, {Words.Excess(projection.Peak.Expected, budget)} " +
            $"above its budget of {Words.Limit(budget)}: {Stack(projection)}{remedy.InWords()}";
        return Say(verdict, Verdict.Exceeds, Descriptors.OverBudget, text, input, input.Settings.OnBudgetExceeded);
    }

    private static string Unknown(ProcessProjection projection, ByteSize budget) =>
        $"the {Words.Source(projection)} peak of process '{projection.Name}' is {Words.Peak(projection)}, which cannot confirm its budget of {Words.Limit(budget)}: " +
        string.Join("; ", projection.LowerBoundReasons);

    private static string MayExceed(ProcessProjection projection, ByteSize budget) =>
        $"the {Words.Source(projection)} peak of process '{projection.Name}' is {projection.Peak.Expected}, but may reach {projection.Peak.High}, " +
        $"{Words.Excess(projection.Peak.High, budget)} above its budget of {Words.Limit(budget)}: {Stack(projection)}";

    private static string Near(ProcessProjection projection, ByteSize budget, PolicyInput input) =>
        $"the {Words.Source(projection)} peak of process '{projection.Name}' is {projection.Peak.Expected}, {Words.Share(projection.Peak.Expected, budget)} of its budget of " +
        $"{Words.Limit(budget)} ({budget - projection.Peak.Expected} to spare); QuantBuildWarnAt is {input.Settings.WarnAt * 100:0.#}%";

    /// <summary>What the peak is made of, largest first.</summary>
    private static string Stack(ProcessProjection projection)
    {
        var items = projection.Items.Select(item => (item.Name, Size: item.Size.Expected));
        if (projection.LargestLoad is { } load && projection.Peak.Expected > projection.Items.Aggregate(ByteSize.Zero, (sum, item) => sum + item.Size.Expected))
        {
            items = items.Append((load.Name, load.Size.Expected));
        }

        return Words.List(items.Where(item => item.Size > ByteSize.Zero).OrderByDescending(item => item.Size).Select(item => $"{item.Name} {item.Size}"));
    }

    private static ProcessVerdict Say(
        ProcessVerdict verdict, Verdict word, DiagnosticDescriptor descriptor, string message, PolicyInput input, Severity? severity = null) =>
        verdict with
        {
            Verdict = word,
            Diagnostics = [new Diagnostic(descriptor, message, input.ProjectFile) { Process = verdict.Name, Severity = severity ?? descriptor.Severity }],
        };
}
