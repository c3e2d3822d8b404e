namespace QuantBuild.Core.Tests.Execution;

/// <summary>A test that needs signals and a shell.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no signals" : null;
}
