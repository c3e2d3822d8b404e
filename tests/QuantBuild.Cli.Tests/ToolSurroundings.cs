namespace QuantBuild.Cli.Tests;

/// <summary>The terminal that the tool believes to have.</summary>
internal sealed record ToolSurroundings(int Width = 120, bool Colors = false);
