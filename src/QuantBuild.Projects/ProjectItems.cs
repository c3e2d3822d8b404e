using QuantBuild.Requests;

namespace QuantBuild.Projects;

/// <summary>Names of what is read from a project.</summary>
internal static class ProjectItems
{
    public const string Model = "QuantizeModel";
    public const string Process = "QuantizeProcess";
    public const string Component = "QuantizeMemoryComponent";

    public static readonly IReadOnlyList<string> Properties =
        [.. BuildProperties.All.Concat(ModelMetadata.All.Where(name => name.HasProperty)).Select(name => name.Property)];
}
