using System.Reflection;

namespace QuantBuild.Diagnostics;

/// <summary>Which build of the engine this is.</summary>
internal static class ToolVersion
{
    /// <summary>The version that reports and artifacts carry: without the commit, so that equal runs give equal bytes.</summary>
    public static string Current { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Different for every compilation of other sources: what stored results are valid for.</summary>
    public static string Identity { get; } = typeof(ToolVersion).Module.ModuleVersionId.ToString("N");
}
