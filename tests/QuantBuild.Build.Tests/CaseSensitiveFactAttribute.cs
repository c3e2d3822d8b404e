namespace QuantBuild.Build.Tests;

/// <summary>For file systems on which two names may differ by case alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CaseSensitiveFactAttribute : FactAttribute
{
    public CaseSensitiveFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "names that differ by case are one file here";
}
