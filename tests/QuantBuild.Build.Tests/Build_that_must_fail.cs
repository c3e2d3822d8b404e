namespace QuantBuild.Build.Tests;

[Collection(OnePackedFeed.Name)]
public sealed class Build_that_must_fail(PackedFeed feed)
{
    [Fact]
    public async Task Over_budget_fails_twice_and_leaves_no_artifact()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" Runtime="by-size" Mode="Always" />""", "<QuantBuildMemoryBudget>1MB</QuantBuildMemoryBudget>");
        app.WriteModel("models/a.onnx", 1024);
        (await app.BuildAsync()).Failed("QB2001");
        (await app.BuildAsync()).Failed("QB2001");

        Assert.False(app.Exists("obj/Debug/quantized/files/models/a.onnx"));
        Assert.False(app.Exists("bin/Debug/net10.0/models/a.onnx"));
    }

    [Fact]
    public async Task Nothing_is_published_without_a_build_that_passed()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" Runtime="by-size" />""");
        (await app.BuildAsync("-c", "Release")).Succeeded();
        (await app.BuildAsync("-c", "Release", "-p:QuantBuildMemoryBudget=1KB")).Failed("QB2001");

        (await app.RunAsync(["publish", "--no-build", "-o", app.File("out")])).Failed("QB5012");
    }

    [Fact]
    public async Task An_excluded_file_is_no_empty_pattern()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/*.onnx" Exclude="models/a.onnx" />""");
        (await app.BuildAsync()).Succeeded();
    }

    [Fact]
    public async Task Demoted_to_a_warning_it_warns_twice_and_ships()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" Runtime="by-size" Mode="Always" />""",
            "<QuantBuildMemoryBudget>1MB</QuantBuildMemoryBudget><QuantBuildOnBudgetExceeded>Warning</QuantBuildOnBudgetExceeded>");
        app.WriteModel("models/a.onnx", 1024);
        var builds = new[] { await app.BuildAsync(), await app.BuildAsync() };

        Assert.All(builds, build => Assert.Contains(build.Succeeded().Warnings, warning => warning.StartsWith("QB2001", StringComparison.Ordinal)));
        Assert.True(app.Exists("bin/Debug/net10.0/models/a.onnx"));
    }

    [Fact]
    public async Task Warnings_as_errors_fail_twice()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" />""", "<QuantBuildRequireAbove>1KB</QuantBuildRequireAbove>");
        Assert.NotEqual(0, (await app.BuildAsync("-warnaserror")).ExitCode);
        Assert.NotEqual(0, (await app.BuildAsync("-warnaserror")).ExitCode);
    }

    [Theory]
    [InlineData("""<QuantizeModel Include="models/absent.onnx" />""", "QB1001")]
    [InlineData("""<QuantizeModel Include="models/*.nothing" />""", "QB1010")]
    [InlineData("""<QuantizeModel Include="models/a.onnx" Scheme="int4" />""", "QB5002")]
    [InlineData("""<QuantizeModel Include="models/a.onnx" Scheme="fp17" />""", "QB5001")]
    [InlineData("""<QuantizeModel Include="models/a.onnx" /><QuantizeModel Include="models/a.onnx" Mode="Never" />""", "QB5003")]
    [InlineData("""<QuantizeModel Include="models/a.onnx;App.csproj" TargetPath="same" />""", "QB5004")]
    [InlineData("""<QuantizeModel Include="models/a.onnx" /><QuantizeMemoryComponent Include="x" Size="1MB" Replaces="weights:b" />""", "QB5005")]
    [InlineData("""<QuantizeModel Include="models/a.onnx" TargetPath="../models/a.onnx" />""", "QB5001")]
    [InlineData("""<QuantizeModel Include="models/a.onnx" TargetPath="$(MSBuildProjectDirectory)/models/a.onnx" />""", "QB5001")]
    [InlineData("""<QuantizeModel Include="models/a.onnx" Process="app" /><QuantizeMemoryComponent Include="x" Process="ap" Size="1GB" />""", "QB5005")]
    public async Task Wrong_input_has_its_code(string items, string code)
    {
        using var app = new Consumer(feed, items);
        (await app.BuildAsync()).Failed(code);
    }

    [Theory]
    [InlineData("-p:QuantBuildEnabled=0")]
    [InlineData("-p:QuantBuildMode=Bogus")]
    public async Task Illegal_property_is_told_whoever_overrides_it(string property)
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" Mode="Always" />""");
        (await app.BuildAsync(property)).Failed("QB5001");
    }

    [Fact]
    public async Task A_project_without_models_is_told_so()
    {
        using var app = new Consumer(feed, "");
        var build = (await app.BuildAsync()).Succeeded();
        Assert.Contains(build.Warnings, warning => warning.StartsWith("QB1011", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(9, "probably because memory ran out")]
    [InlineData(6, "aborted in native code")]
    [InlineData(11, "crashed in native code")]
    public async Task A_tool_that_is_killed_is_one_error_with_advice(int signal, string words)
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" />""");
        app.Write("killed.sh", $"#!/bin/sh\nkill -{signal} $$\n");
        app.MakeExecutable("killed.sh");

        var build = (await app.BuildAsync($"-p:QuantBuildDotnetHost={app.File("killed.sh")}")).Failed("QB5008");

        Assert.Contains(build.Errors, error => error.Contains(words, StringComparison.Ordinal));
        Assert.DoesNotContain(build.Errors, error => error.StartsWith("MSB", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_runtime_is_named()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" />""");
        app.Write("none.sh", "#!/bin/sh\nexit 150\n");
        app.MakeExecutable("none.sh");
        (await app.BuildAsync($"-p:QuantBuildDotnetHost={app.File("none.sh")}")).Failed("QB5009");
    }
}
