namespace QuantBuild.Policy;

/// <summary>A switch of the application, or of its environment, as the projection wants it.</summary>
internal sealed record RecommendedSetting(string Name, string Value);
