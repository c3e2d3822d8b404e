using System.Reflection;

namespace QuantBuild.Reporting;

/// <summary>The version that reports carry: without the commit, so that equal runs give equal reports.</summary>
internal static class ToolVersion
{
    public static string Current { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
