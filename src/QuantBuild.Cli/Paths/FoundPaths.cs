namespace QuantBuild.Cli.Paths;

/// <summary>What the paths of a command line name: models, one project, or one solution.</summary>
/// <param name="Models">Absolute, without repetitions, in the order they were named; a folder's sorted.</param>
/// <param name="Project">Absolute path of a project file.</param>
/// <param name="Solution">Absolute path of a solution, or of a filter on one.</param>
internal sealed record FoundPaths(IReadOnlyList<string> Models, string? Project = null, string? Solution = null);
