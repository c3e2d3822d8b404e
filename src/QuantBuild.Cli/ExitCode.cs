using QuantBuild.Reporting;

namespace QuantBuild.Cli;

/// <summary>What the process says to its caller.</summary>
internal static class ExitCode
{
    public const int Clean = 0;

    /// <summary>The tool could not do its job; wins over findings.</summary>
    public const int Failed = 1;

    /// <summary>At least one error of policy or verification.</summary>
    public const int Findings = 2;

    public const int Interrupted = 130;

    public static int Of(ReportStatus status) => status switch
    {
        ReportStatus.Clean => Clean,
        ReportStatus.Findings => Findings,
        _ => Failed,
    };
}
