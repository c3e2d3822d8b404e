using QuantBuild.Execution.Measuring;

namespace QuantBuild.Policy;

/// <summary>Every declared switch with the value that keeps the processes within their budgets; one that several ask for is off as soon as one of them says so.</summary>
internal static class RecommendedSettings
{
    private const string On = "true";
    private const string Off = "false";

    public static IReadOnlyList<RecommendedSetting> Of(PolicyInput input, IReadOnlyList<ProcessVerdict> verdicts)
    {
        var names = new List<string>();
        var off = new HashSet<string>(StringComparer.Ordinal);
        foreach (var model in input.Models)
        {
            Take(model.Setting, model.KeepsResident);
        }

        foreach (var feature in verdicts.SelectMany(verdict => verdict.Optional))
        {
            Take(feature.Setting, feature.Fits);
        }

        var switches = names.Distinct(StringComparer.Ordinal).Select(name => new RecommendedSetting(name, off.Contains(name) ? Off : On));
        var fixedHeap = input.Models.Any(model => model.FixedHeap) || verdicts.Any(verdict => verdict.FixedHeapDecides);
        return fixedHeap ? [.. switches, new RecommendedSetting(HeapSettings.ThresholdVariable, HeapSettings.FixedThreshold)] : [.. switches];

        void Take(string? name, bool isOn)
        {
            if (name is null)
            {
                return;
            }

            names.Add(name);
            if (!isOn)
            {
                off.Add(name);
            }
        }
    }
}
