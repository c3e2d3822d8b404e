namespace QuantBuild.Build.Tests;

[Collection(OnePackedFeed.Name)]
public sealed class Build_after_build(PackedFeed feed)
{
    private const string TwoModels = """<QuantizeModel Include="models/a.onnx" /><QuantizeModel Include="models/b.onnx" />""";

    [Fact]
    public async Task Starts_no_process_when_nothing_changed_and_repeats_its_warnings()
    {
        using var app = new Consumer(feed, TwoModels, "<QuantBuildRequireAbove>1KB</QuantBuildRequireAbove>");
        app.WriteModel("models/b.onnx", 96);

        var first = (await app.BuildAsync()).Succeeded();
        var second = (await app.BuildAsync()).Succeeded();

        Assert.Equal(1, first.ToolRuns);
        Assert.Equal(0, second.ToolRuns);
        Assert.Contains(first.Warnings, warning => warning.StartsWith("QB2006", StringComparison.Ordinal));
        Assert.Equal(first.Warnings, second.Warnings);
        Assert.InRange(app.Size("bin/Debug/net10.0/models/a.onnx"), 1, app.Size("models/a.onnx") * 6 / 10);
    }

    [Fact]
    public async Task Converts_only_the_model_that_was_touched()
    {
        using var app = new Consumer(feed, TwoModels);
        app.WriteModel("models/b.onnx", 96);
        (await app.BuildAsync()).Succeeded();
        var (a, b) = (Written(app, "a.onnx"), Written(app, "b.onnx"));

        app.WriteModel("models/b.onnx", 96, seed: 2);
        var second = (await app.BuildAsync()).Succeeded();

        Assert.Equal(1, second.ToolRuns);
        Assert.Equal(a, Written(app, "a.onnx"));
        Assert.NotEqual(b, Written(app, "b.onnx"));
    }

    [Fact]
    public async Task Notices_a_model_that_was_replaced_by_an_older_file()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" />""");
        (await app.BuildAsync()).Succeeded();
        var before = app.Size("bin/Debug/net10.0/models/a.onnx");

        app.WriteModel("models/a.onnx", 128);
        File.SetLastWriteTimeUtc(app.File("models/a.onnx"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        (await app.BuildAsync()).Succeeded();

        Assert.True(app.Size("bin/Debug/net10.0/models/a.onnx") > before * 2);
    }

    [Fact]
    public async Task Gates_a_changed_budget_without_converting_again()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" Runtime="by-size" Mode="Always" />""");
        (await app.BuildAsync("-p:QuantBuildMemoryBudget=512MB")).Succeeded();
        var a = Written(app, "a.onnx");

        var second = (await app.BuildAsync("-p:QuantBuildMemoryBudget=256MB")).Succeeded();

        Assert.Equal(1, second.ToolRuns);
        Assert.Equal(a, Written(app, "a.onnx"));
    }

    [Fact]
    public async Task Follows_a_changed_mode_back_and_forth()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" />""");
        (await app.BuildAsync()).Succeeded();
        Assert.NotEqual(app.Size("models/a.onnx"), app.Size("bin/Debug/net10.0/models/a.onnx"));

        app.WriteProject("""<QuantizeModel Include="models/a.onnx" Mode="Never" />""");
        (await app.BuildAsync()).Succeeded();

        Assert.Equal(app.Size("models/a.onnx"), app.Size("bin/Debug/net10.0/models/a.onnx"));
        Assert.False(app.Exists("obj/Debug/quantized/files/models/a.onnx"));
    }

    [Fact]
    public async Task Removes_what_a_removed_item_left()
    {
        using var app = new Consumer(feed, TwoModels);
        app.WriteModel("models/b.onnx", 96);
        (await app.BuildAsync()).Succeeded();

        app.WriteProject("""<QuantizeModel Include="models/a.onnx" />""");
        (await app.BuildAsync()).Succeeded();

        Assert.False(app.Exists("obj/Debug/quantized/files/models/b.onnx"));
        Assert.False(app.Exists("bin/Debug/net10.0/models/b.onnx"));
        Assert.True(app.Exists("bin/Debug/net10.0/models/a.onnx"));
    }

    [Fact]
    public async Task Makes_a_deleted_artifact_again()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" />""");
        (await app.BuildAsync()).Succeeded();

        File.Delete(app.File("obj/Debug/quantized/files/models/a.onnx"));
        (await app.BuildAsync()).Succeeded();

        Assert.True(app.Exists("obj/Debug/quantized/files/models/a.onnx"));
    }

    [Fact]
    public async Task Clean_leaves_nothing()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" />""");
        (await app.BuildAsync()).Succeeded();
        (await app.RunAsync(["clean"])).Succeeded();

        Assert.False(Directory.Exists(app.File("obj/Debug/quantized")));
        Assert.False(app.Exists("bin/Debug/net10.0/models/a.onnx"));
        Assert.True(app.Exists("models/a.onnx"));
    }

    private static DateTime Written(Consumer app, string model) => File.GetLastWriteTimeUtc(app.File($"obj/Debug/quantized/files/models/{model}"));
}
