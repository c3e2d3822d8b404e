namespace QuantBuild.Core.Tests.Execution;

/// <summary>A theory that needs signals and a shell.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no signals" : null;
}
