namespace QuantBuild.Cli.Paths;

/// <summary>What the paths of a command line name: models, or one project.</summary>
/// <param name="Models">Absolute, without repetitions, in the order they were named; a folder's sorted.</param>
/// <param name="Project">Absolute path of a project file.</param>
internal sealed record FoundPaths(IReadOnlyList<string> Models, string? Project);
