using QuantBuild.Diagnostics;
using QuantBuild.Policy;
using QuantBuild.Verification;

namespace QuantBuild.Reporting;

/// <summary>What a run found: the one record that every writer renders.</summary>
internal sealed record Report
{
    public required string ToolVersion { get; init; }

    /// <summary>Folder that paths are shown relative to.</summary>
    public required string BaseFolder { get; init; }

    public IReadOnlyList<ModelReport> Models { get; init; } = [];

    public IReadOnlyList<ProcessVerdict> Processes { get; init; } = [];

    /// <summary>Switches of the application as the projection wants them.</summary>
    public IReadOnlyList<RecommendedSetting> Settings { get; init; } = [];

    /// <summary>What <c>compare</c> found; null where nothing was compared.</summary>
    public Comparison? Comparison { get; init; }

    /// <summary>About options, the project, or the run as a whole.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Lowest severity that makes a clean run one with findings.</summary>
    public Severity FailOn { get; init; } = Severity.Error;

    public IEnumerable<Diagnostic> AllDiagnostics =>
        Models.SelectMany(model => model.Diagnostics)
            .Concat(Processes.SelectMany(process => process.Diagnostics))
            .Concat(Diagnostics);

    public ReportStatus Status
    {
        get
        {
            var failing = AllDiagnostics.Where(diagnostic => diagnostic.Severity >= FailOn).ToList();
            return Comparison is { Result.Status: VerificationStatus.NotRun } ? ReportStatus.Failed
                : failing.Count == 0 ? ReportStatus.Clean
                : failing.TrueForAll(IsFinding) ? ReportStatus.Findings
                : ReportStatus.Failed;
        }
    }

    private static bool IsFinding(Diagnostic diagnostic) =>
        diagnostic.Severity < Severity.Error ||
        diagnostic.Code.StartsWith("QB2", StringComparison.Ordinal) || diagnostic.Code.StartsWith("QB4", StringComparison.Ordinal);
}
