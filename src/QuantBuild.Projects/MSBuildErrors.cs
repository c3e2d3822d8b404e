namespace QuantBuild.Projects;

/// <summary>Exceptions of MSBuild, by name: a filter on its types would load them before the SDK is registered.</summary>
internal static class MSBuildErrors
{
    private static readonly string[] Names =
    [
        "Microsoft.Build.Exceptions.InvalidProjectFileException",
        "Microsoft.VisualStudio.SolutionPersistence.Model.SolutionException",
    ];

    public static bool Has(Exception exception) => Names.Contains(exception.GetType().FullName);
}
