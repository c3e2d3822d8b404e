using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace QuantBuild.Build.Tests;

[Collection(OnePackedFeed.Name)]
public sealed class Item_type_of_the_output(PackedFeed feed)
{
    private const string Embedded = """<QuantizeModel Include="models/a.onnx" OutputItemType="EmbeddedResource" />""";

    [Fact]
    public async Task An_embedded_model_has_one_name_whatever_the_decision()
    {
        using var app = new Consumer(feed, Embedded, fake: true);
        (await app.BuildAsync()).Succeeded();
        var artifact = Resource(app);
        (await app.BuildAsync()).Succeeded();
        Assert.Single(app.FakeRuns);

        app.WriteProject(Embedded.Replace("OutputItemType", "Mode=\"Never\" OutputItemType", StringComparison.Ordinal));
        (await app.BuildAsync()).Succeeded();
        var original = Resource(app);

        Assert.Equal("App.models.a.onnx", artifact.Name);
        Assert.Equal(artifact.Name, original.Name);
        Assert.Equal(app.Size("models/a.onnx"), original.Length);
        Assert.Equal(original.Length + "fake:".Length, artifact.Length);
        Assert.False(app.Exists("bin/Debug/net10.0/models/a.onnx"));
    }

    [Fact]
    public async Task None_is_copied_and_published_like_content()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" OutputItemType="None" />""", fake: true);
        (await app.RunAsync(["publish", "--no-restore", "-o", app.File("out")])).Succeeded();
        Assert.True(app.IsFake("bin/Release/net10.0/models/a.onnx"));
        Assert.True(app.IsFake("out/models/a.onnx"));
    }

    [Fact]
    public async Task Another_type_joins_before_the_items_of_an_SDK_are_read()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" OutputItemType="MyAsset" />""", fake: true);
        app.Write("Directory.Build.targets", """
            <Project>
              <Target Name="Tell" AfterTargets="AssignTargetPaths"><Message Importance="high" Text="asset @(MyAsset->'%(TargetPath) from %(Identity)')" /></Target>
            </Project>
            """);
        var build = (await app.BuildAsync("-tl:off")).Succeeded();
        Assert.Contains($"asset models/a.onnx from {app.File("obj/Debug/quantized/files/models/a.onnx")}", build.Output, StringComparison.Ordinal);
        Assert.False(app.Exists("bin/Debug/net10.0/models/a.onnx"));
    }

    [Fact]
    public async Task An_item_type_with_a_blank_is_refused()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" OutputItemType="My Asset" />""", fake: true);
        (await app.QuantizeAsync()).Failed("QB5001");
    }

    [Fact]
    public async Task Copies_to_the_output_and_to_the_publish_folder_are_two_wishes()
    {
        using var app = new Consumer(feed, """
            <QuantizeModel Include="models/a.onnx" CopyToPublishDirectory="Never" />
            <QuantizeModel Include="models/b.onnx" CopyToOutputDirectory="Never" CopyToPublishDirectory="PreserveNewest" />
            <QuantizeModel Include="models/c.onnx" CopyToOutputDirectory="Never" />
            """, fake: true);
        app.WriteModel("models/b.onnx", 80);
        app.WriteModel("models/c.onnx", 96);
        (await app.RunAsync(["publish", "--no-restore", "-o", app.File("out")])).Succeeded();

        Assert.Equal(["a.onnx"], Models(app.File("bin/Release/net10.0/models")));
        Assert.Equal(["b.onnx"], Models(app.File("out/models")));
    }

    [Fact]
    public async Task Under_wwwroot_of_a_web_project_it_says_what_to_set()
    {
        const string Item = """<QuantizeModel Include="wwwroot/models/a.onnx" />""";
        using var app = new Consumer(feed, Item, fake: true, sdk: "Microsoft.NET.Sdk.Web");
        app.WriteModel("wwwroot/models/a.onnx", 64);
        (await app.RunAsync(["restore"])).Succeeded();
        var builds = new[] { await app.QuantizeAsync(), await app.QuantizeAsync() };
        Assert.All(builds, build => Assert.Contains(build.Succeeded().Warnings, warning => warning.StartsWith("QB1017", StringComparison.Ordinal) && warning.Contains("TargetPath=\"models/a.onnx\"", StringComparison.Ordinal)));

        app.WriteProject(Item.Replace(" />", " TargetPath=\"models/a.onnx\" />", StringComparison.Ordinal));
        Assert.DoesNotContain((await app.QuantizeAsync()).Succeeded().Warnings, warning => warning.StartsWith("QB1017", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-p:IncludeAllContentForSelfExtract=false")]
    [InlineData("-p:IncludeAllContentForSelfExtract=true")]
    public async Task A_single_file_leaves_the_model_beside_it(string content)
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" />""", "<SelfContained>false</SelfContained><RuntimeIdentifier>$(NETCoreSdkRuntimeIdentifier)</RuntimeIdentifier>", frameworks: "<TargetFramework>net10.0</TargetFramework><!-- own restore -->", fake: true);
        // Restored without it, so that nothing but the SDK is needed.
        (await app.RunAsync(["restore"])).Succeeded();
        (await app.RunAsync(["publish", "--no-restore", "-p:PublishSingleFile=true", "-p:EnableSingleFileAnalyzer=false", "-o", app.File("out"), content])).Succeeded();
        Assert.True(app.IsFake("out/models/a.onnx"));
        Assert.False(app.Exists("out/App.dll"));
    }

    [Fact]
    public async Task Visual_Studio_can_compare_destination_and_source_and_nothing_runs_at_design_time()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" /><QuantizeModel Include="models/never.onnx" CopyToOutputDirectory="Never" />""", fake: true);
        app.Write("Directory.Build.targets", """
            <Project>
              <Target Name="CollectUpToDateCheckBuiltDesignTime" Returns="@(UpToDateCheckBuilt)" />
            </Project>
            """);
        var result = await app.DotnetAsync("msbuild", "-t:CollectUpToDateCheckBuiltDesignTime", "-p:DesignTimeBuild=true", "-p:BuildingProject=false", "-getTargetResult:CollectUpToDateCheckBuiltDesignTime");

        using var json = System.Text.Json.JsonDocument.Parse(result.Output);
        var item = Assert.Single(json.RootElement.GetProperty("TargetResults").GetProperty("CollectUpToDateCheckBuiltDesignTime").GetProperty("Items").EnumerateArray());
        Assert.Equal("bin/Debug/net10.0/models/a.onnx", item.GetProperty("Identity").GetString());
        Assert.Equal(app.File("models/a.onnx"), item.GetProperty("Original").GetString());
        Assert.Empty(app.FakeRuns);
    }

    private static string[] Models(string folder) => [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)!).Order()];

    private static (string Name, int Length) Resource(Consumer app)
    {
        using var file = new PEReader(File.OpenRead(app.File("bin/Debug/net10.0/App.dll")));
        var metadata = file.GetMetadataReader();
        var resource = metadata.GetManifestResource(Assert.Single(metadata.ManifestResources));
        var section = file.GetSectionData(file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress).GetReader();
        section.Offset = (int)resource.Offset;
        return (metadata.GetString(resource.Name), section.ReadInt32());
    }
}
