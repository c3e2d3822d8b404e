using QuantBuild.Diagnostics;
using QuantBuild.Models;
using QuantBuild.Policy;

namespace QuantBuild.Requests;

/// <summary>Reads the properties that concern a whole run.</summary>
internal static class SettingsReader
{
    public static RunSettings? Read(RequestItem properties, ICollection<Diagnostic> diagnostics)
    {
        var values = new SettingValues(properties, null, diagnostics);
        values.RefuseUnavailable(BuildProperties.All);
        var policy = new PolicySettings
        {
            SkipBelow = values.Size(BuildProperties.SkipBelow) ?? default,
            RequireAbove = values.Size(BuildProperties.RequireAbove) ?? default,
            WarnAt = values.Share(BuildProperties.WarnAt, 0.01, 1) ?? 1,
            OnBudgetExceeded = ReadSeverity(values),
        };
        var settings = new RunSettings
        {
            Policy = policy,
            Enabled = values.Flag(BuildProperties.Enabled),
            MemoryBudget = values.Size(BuildProperties.MemoryBudget),
            Verify = values.Flag(BuildProperties.Verify),
            SettingsFile = values.TextOrNull(BuildProperties.SettingsFile),
            RewriteMemory = values.Size(BuildProperties.RewriteMemory, ByteSize.FromMegabytes(1)) ?? default,
            Threads = values.Count(BuildProperties.Threads, 0, 256),
        };
        if (!values.Failed && policy.SkipBelow > policy.RequireAbove)
        {
            values.Refuse(Descriptors.IllegalValue, $"{values.Subject(BuildProperties.SkipBelow)} is above " +
                $"{values.Subject(BuildProperties.RequireAbove)}; legal: at most that value.");
        }

        return values.Failed ? null : settings;
    }

    private static Severity ReadSeverity(SettingValues values)
    {
        var severity = values.Choice<Severity>(BuildProperties.OnBudgetExceeded) ?? Severity.Error;
        if (severity == Severity.Info)
        {
            values.Illegal(BuildProperties.OnBudgetExceeded);
        }

        return severity;
    }
}
