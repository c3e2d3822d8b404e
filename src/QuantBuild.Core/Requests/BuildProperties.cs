using QuantBuild.Models;

namespace QuantBuild.Requests;

/// <summary>The properties that concern a whole run.</summary>
internal static class BuildProperties
{
    public static readonly SettingName Enabled = new("QuantBuildEnabled", "true", SettingName.Flag);
    public static readonly SettingName SkipBelow = new("QuantBuildSkipBelow", "200MB", ByteSize.LegalForms);
    public static readonly SettingName RequireAbove = new("QuantBuildRequireAbove", "500MB", ByteSize.LegalForms);
    public static readonly SettingName MemoryBudget = new("QuantBuildMemoryBudget", "", ByteSize.LegalForms);
    public static readonly SettingName OnBudgetExceeded = new("QuantBuildOnBudgetExceeded", "Error", "Error, Warning");
    public static readonly SettingName WarnAt = new("QuantBuildWarnAt", "90%", "a percentage from 1% to 100%, such as 90%");
    public static readonly SettingName Verify = new("QuantBuildVerify", "true", SettingName.Flag);
    public static readonly SettingName Reports = new("QuantBuildReports", "json", "json") { Available = false };
    public static readonly SettingName SettingsFile = new("QuantBuildSettingsFile", "", "a file to write recommended switches into");
    public static readonly SettingName RewriteMemory = new("QuantBuildRewriteMemory", "16MB", "at least 1MB: " + ByteSize.LegalForms);
    public static readonly SettingName Threads = new("QuantBuildThreads", "0", "a whole number from 0 (the cores that are granted, of which one conversion takes at most 2) to 256");

    public static readonly IReadOnlyList<SettingName> All =
    [
        Enabled, SkipBelow, RequireAbove, MemoryBudget, OnBudgetExceeded, WarnAt, Verify, Reports, SettingsFile, RewriteMemory, Threads,
    ];
}
