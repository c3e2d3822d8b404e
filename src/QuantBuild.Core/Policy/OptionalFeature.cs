namespace QuantBuild.Policy;

/// <summary>An optional component and whether the process fits its budget with it.</summary>
/// <param name="Name">The component.</param>
/// <param name="Fits">It can stay on.</param>
/// <param name="Setting">Name of its switch.</param>
internal sealed record OptionalFeature(string Name, bool Fits, string? Setting);
