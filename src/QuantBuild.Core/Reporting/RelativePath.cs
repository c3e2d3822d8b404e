namespace QuantBuild.Reporting;

/// <summary>How paths are shown: relative to the report's folder, with <c>/</c>.</summary>
internal static class RelativePath
{
    public static string Of(string path, string baseFolder) => Path.GetRelativePath(baseFolder, path).Replace('\\', '/');
}
