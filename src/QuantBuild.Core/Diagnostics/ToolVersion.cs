namespace QuantBuild.Diagnostics;

/// <summary>Which build of the engine this is.</summary>
internal static class ToolVersion
{
    /// <summary>Three numbers, as packages are versioned: <c>0.1.0</c>.</summary>
    public static string Text { get; } = typeof(ToolVersion).Assembly.GetName().Version!.ToString(3);

    /// <summary>Different for every compilation with other sources: what stored results are valid for.</summary>
    public static string Identity { get; } = typeof(ToolVersion).Module.ModuleVersionId.ToString("N");
}
