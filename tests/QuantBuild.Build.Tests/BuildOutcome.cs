using Microsoft.Build.Logging.StructuredLogger;

namespace QuantBuild.Build.Tests;

/// <summary>A build as its binary log tells it.</summary>
internal sealed record BuildOutcome(int ExitCode, string Output, Microsoft.Build.Logging.StructuredLogger.Build Log)
{
    /// <summary>How often the tool was started.</summary>
    public int ToolRuns => Log.FindChildrenRecursive<Microsoft.Build.Logging.StructuredLogger.Task>(task => task.Name == "RunQuantization").Count;

    public IReadOnlyList<string> Errors => [.. Log.FindChildrenRecursive<Error>().Select(error => $"{error.Code}: {error.Text}").Distinct()];

    public IReadOnlyList<string> Warnings => [.. Log.FindChildrenRecursive<Warning>().Select(warning => $"{warning.Code}: {warning.Text}").Distinct()];

    public BuildOutcome Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    public BuildOutcome Failed(string code)
    {
        Assert.NotEqual(0, ExitCode);
        Assert.Contains(Errors, error => error.StartsWith(code, StringComparison.Ordinal));
        return this;
    }
}
