namespace QuantBuild.Verification;

/// <summary>What verification found.</summary>
internal enum VerificationStatus
{
    Passed,
    Failed,
    NotRun,
}
