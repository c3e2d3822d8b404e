namespace QuantBuild.Cli.Paths;

/// <summary>What a project is called beside others.</summary>
internal static class ProjectNames
{
    public static string Of(string projectFile) => Path.GetFileNameWithoutExtension(projectFile);
}
