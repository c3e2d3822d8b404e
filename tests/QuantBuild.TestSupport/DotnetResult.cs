namespace QuantBuild.TestSupport;

/// <summary>What a command ended with and printed.</summary>
internal sealed record DotnetResult(int ExitCode, string Output);
