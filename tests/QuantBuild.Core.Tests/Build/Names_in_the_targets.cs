using System.Xml.Linq;
using QuantBuild.Requests;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Build;

public sealed class Names_in_the_targets
{
    /// <summary>Of the SDK and of Visual Studio, which the package adds to.</summary>
    private static readonly string[] Theirs =
    [
        "None", "Content", "EmbedInBinlog", "ContentWithTargetPath", "_NoneWithTargetPath", "UpToDateCheckBuilt", "UpToDateCheckInput", "AvailableItemName",
        "PrepareForRunDependsOn",
    ];

    private static readonly string Readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));

    private static readonly IReadOnlyList<XDocument> Files =
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "build"), "QuantBuild.*").Select(XDocument.Load)];

    [Fact]
    public void Are_public_with_a_prefix_and_documented_or_private()
    {
        var targets = Elements("Target").Select(target => target.Attribute("Name")!.Value);
        var set = Elements("PropertyGroup", "ItemGroup").SelectMany(group => group.Elements()).Select(element => element.Name.LocalName);
        var made = Elements("Output").Select(output => output.Attribute("PropertyName") ?? output.Attribute("ItemName")).Select(name => name!.Value).Where(name => !name.StartsWith('%'));
        string[] names = [.. targets.Concat(set).Concat(made).Except(Theirs).Where(name => !name.StartsWith("_QuantBuild", StringComparison.Ordinal)).Distinct()];

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Matches("^(QuantBuild|Quantize)", name));
        Assert.All(names.Except(["QuantBuildToolPath", "QuantBuildTasksPath"]), name => Assert.Contains(name, Readme, StringComparison.Ordinal)); // for this repository's own samples
        Assert.All(BuildProperties.All.Where(property => property.Available).Select(property => property.Name), name => Assert.Contains(name, Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Offer_the_item_types() =>
        Assert.Equal("QuantizeModel;QuantizeProcess;QuantizeMemoryComponent", Assert.Single(Elements("AvailableItemName")).Attribute("Include")!.Value);

    [Fact]
    public void Hook_no_target_after_Build()
    {
        Assert.DoesNotContain(Elements("Target"), target => target.Attribute("AfterTargets")?.Value.Split(';').Contains("Build") == true);
        Assert.Contains(Elements("PrepareForRunDependsOn"), element => element.Value.Contains("QuantizeModels", StringComparison.Ordinal));
    }

    private static IEnumerable<XElement> Elements(params string[] names) =>
        Files.SelectMany(file => file.Descendants()).Where(element => names.Contains(element.Name.LocalName));
}
