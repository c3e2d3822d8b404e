using QuantBuild.TestSupport;

namespace QuantBuild.Cli.Tests;

/// <summary>A command line, and what stands in the folder before.</summary>
internal sealed record CodeScenario(string CommandLine, Action<TestDirectory> Prepare);
