namespace QuantBuild.Build.Tests;

/// <summary>All tests that consume the packages: one pack, one build at a time on two cores.</summary>
[CollectionDefinition(Name)]
public sealed class OnePackedFeed : ICollectionFixture<PackedFeed>
{
    public const string Name = "Packed feed";
}
