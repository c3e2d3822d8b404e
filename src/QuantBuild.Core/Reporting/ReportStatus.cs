namespace QuantBuild.Reporting;

/// <summary>The whole run in a word.</summary>
internal enum ReportStatus
{
    Clean,

    /// <summary>At least one policy or verification error.</summary>
    Findings,

    /// <summary>The tool could not do its job; wins over findings.</summary>
    Failed,
}
