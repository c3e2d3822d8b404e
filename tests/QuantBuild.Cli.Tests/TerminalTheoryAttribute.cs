namespace QuantBuild.Cli.Tests;

/// <summary>Needs a terminal of its own, which util-linux's <c>script</c> gives.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalTheoryAttribute : TheoryAttribute
{
    public TerminalTheoryAttribute() => Skip = OperatingSystem.IsLinux() && File.Exists("/usr/bin/script") ? null : "no script of util-linux";
}
