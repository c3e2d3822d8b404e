using QuantBuild.TestSupport;

namespace QuantBuild.Build.Tests;

[Collection(OnePackedFeed.Name)]
public sealed class Output_of_a_build(PackedFeed feed)
{
    private const string OneModel = """<QuantizeModel Include="models/a.onnx" />""";

    /// <summary>The second framework is one that every SDK can build without another package.</summary>
    private const string Frameworks = "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting>" +
        "<DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>";

    [Fact]
    public async Task A_framework_with_items_of_its_own_quantizes_for_itself()
    {
        const string Items = """<QuantizeModel Include="models/a.onnx" Condition="'$(TargetFramework)' == 'net10.0'" />""";
        using var app = new Consumer(feed, Items, "<UseAppHost>false</UseAppHost>", Frameworks);
        var build = (await app.BuildAsync()).Succeeded();

        Assert.Equal(1, build.ToolRuns);
        Assert.Equal(app.Size("obj/Debug/net10.0/quantized/files/models/a.onnx"), app.Size("bin/Debug/net10.0/models/a.onnx"));
        Assert.False(app.Exists("bin/Debug/net10.0-windows/models/a.onnx"));
        Assert.DoesNotContain(build.Warnings, warning => warning.StartsWith("QB1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_frameworks_quantize_once_under_a_path_with_a_space_and_an_accent()
    {
        using var app = new Consumer(feed, OneModel, "<UseAppHost>false</UseAppHost>", Frameworks, folder: "mon été");
        var debug = (await app.BuildAsync()).Succeeded();

        Assert.Equal(1, debug.ToolRuns);
        foreach (var framework in (string[])["net10.0", "net10.0-windows"])
        {
            Assert.Equal(app.Size("obj/Debug/quantized/files/models/a.onnx"), app.Size($"bin/Debug/{framework}/models/a.onnx"));
        }

        (await app.BuildAsync("-c", "Release")).Succeeded();
        Assert.True(app.Exists("bin/Release/net10.0-windows/models/a.onnx"));
        (await app.RunAsync(["clean"])).Succeeded();
        Assert.False(Directory.Exists(app.File("obj/Debug/quantized")));
    }

    [Fact]
    public async Task Publishes_what_the_build_made_with_and_without_building()
    {
        using var app = new Consumer(feed, OneModel);
        (await app.RunAsync(["publish", "-o", app.File("out1")])).Succeeded();
        var second = (await app.RunAsync(["publish", "--no-build", "-o", app.File("out2")])).Succeeded();

        Assert.Equal(0, second.ToolRuns);
        Assert.Equal(app.Size("out1/models/a.onnx"), app.Size("out2/models/a.onnx"));
        Assert.NotEqual(app.Size("models/a.onnx"), app.Size("out2/models/a.onnx"));
    }

    [Fact]
    public async Task Switched_off_ships_the_original_and_starts_nothing()
    {
        using var app = new Consumer(feed, OneModel);
        (await app.BuildAsync()).Succeeded();
        Assert.NotEqual(app.Size("models/a.onnx"), app.Size("bin/Debug/net10.0/models/a.onnx"));
        var build = (await app.BuildAsync("-p:QuantBuildEnabled=False")).Succeeded();

        Assert.Equal(0, build.ToolRuns);
        Assert.Equal(app.Size("models/a.onnx"), app.Size("bin/Debug/net10.0/models/a.onnx"));
    }

    [Fact]
    public async Task Design_time_sees_the_items_and_starts_nothing()
    {
        using var app = new Consumer(feed, OneModel);
        (await app.RunAsync(["restore"])).Succeeded();
        var log = (await app.RunAsync(["msbuild", "-t:GetCopyToOutputDirectoryItems", "-p:DesignTimeBuild=true", "-getTargetResult:GetCopyToOutputDirectoryItems"])).Succeeded();

        Assert.Equal(0, log.ToolRuns);
        Assert.Contains("models/a.onnx", log.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(app.File("obj/Debug/quantized")));
    }

    [Fact]
    public async Task A_skipped_model_brings_its_external_data()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/ext.onnx" Mode="Never" />""");
        ExternalModel.Write(app.File("models/ext.onnx"));
        (await app.BuildAsync()).Succeeded();

        Assert.True(app.Exists("bin/Debug/net10.0/models/ext.onnx"));
        Assert.True(app.Exists("bin/Debug/net10.0/models/ext.data"));
    }

    [Fact]
    public async Task Puts_options_and_reports_into_the_binary_log()
    {
        using var app = new Consumer(feed, OneModel);
        var build = (await app.BuildAsync()).Succeeded();
        var files = build.Log.SourceFiles.Select(file => Path.GetFileName(file.FullPath)).ToList();
        Assert.Contains(files, file => file.EndsWith(".options", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith(".report.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_one_line_a_model()
    {
        using var app = new Consumer(feed, OneModel);
        var build = (await app.BuildAsync("-tl:off")).Succeeded();
        Assert.Contains("models/a.onnx  quantize fp16", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_only_separators_tell_apart_are_two_models()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="m~/x.onnx;m/~x.onnx;m/a|b.onnx" />""");
        app.WriteModel("m~/x.onnx", 64);
        app.WriteModel("m/~x.onnx", 80);
        app.WriteModel("m/a|b.onnx", 96);
        (await app.BuildAsync()).Succeeded();

        Assert.Equal(3, new[] { "m~/x.onnx", "m/~x.onnx", "m/a|b.onnx" }.Select(name => app.Size($"bin/Debug/net10.0/{name}")).Distinct().Count());
    }

    [Fact]
    public async Task Another_place_in_the_output_is_kept_whatever_the_decision()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" TargetPath="nets/first.onnx" />""");
        (await app.BuildAsync()).Succeeded();
        var artifact = app.Size("bin/Debug/net10.0/nets/first.onnx");

        (await app.BuildAsync("-p:QuantBuildSkipBelow=1MB")).Succeeded();

        Assert.True(artifact < app.Size("bin/Debug/net10.0/nets/first.onnx"));
    }
}
