using QuantBuild.Execution.Measuring;

namespace QuantBuild.Policy;

/// <summary>Every declared switch with the value that keeps the processes within their budgets; one that several ask for is off as soon as one of them says so.</summary>
internal static class RecommendedSettings
{
    private const string On = "true";
    private const string Off = "false";

    public static IReadOnlyList<RecommendedSetting> Of(PolicyInput input, IReadOnlyList<ProcessVerdict> verdicts)
    {
        var switches = input.Models.Where(model => model.Setting is not null).Select(model => (Name: model.Setting!, On: model.KeepsResident))
            .Concat(verdicts.SelectMany(verdict => verdict.Optional).Where(feature => feature.Setting is not null).Select(feature => (Name: feature.Setting!, On: feature.Fits)))
            .GroupBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(group => new RecommendedSetting(group.Key, group.All(entry => entry.On) ? On : Off));
        var fixedHeap = input.Models.Any(model => model.FixedHeap) || verdicts.Any(verdict => verdict.FixedHeapDecides);
        return fixedHeap ? [.. switches, new RecommendedSetting(HeapSettings.ThresholdVariable, HeapSettings.FixedThreshold)] : [.. switches];
    }
}
