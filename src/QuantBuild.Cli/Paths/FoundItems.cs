using QuantBuild.Requests;

namespace QuantBuild.Cli.Paths;

/// <summary>The items of what a command line names: one project or a folder of models, or the projects of a solution.</summary>
internal sealed record FoundItems(IReadOnlyList<RequestItems> Projects, string? Solution = null);
