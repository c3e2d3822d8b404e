namespace QuantBuild.Build.Tests;

/// <summary>Each failure is one error with a code and advice.</summary>
[Collection(OnePackedFeed.Name)]
public sealed class Machine_that_refuses(PackedFeed feed)
{
    private const string OneModel = """<QuantizeModel Include="models/a.onnx" />""";

    [Theory]
    [InlineData("-p:QuantBuildDotnetHost=/nowhere/host", "QB5009")]
    [InlineData("-p:QuantBuildDotnetHost=App.csproj", "QB5009")]
    [InlineData("-p:QuantBuildToolPath=/nowhere/tool.dll", "QB5008")]
    [InlineData("-p:_QuantBuildEngineVersion=17.8.3", "QB5011")]
    [InlineData("-p:_QuantBuildEngineVersion=17.14.40", "QB5011")]
    public async Task What_is_missing_is_named(string property, string code)
    {
        using var app = new Consumer(feed, OneModel, fake: true);
        app.MakeExecutable("App.csproj");
        var build = (await app.QuantizeAsync(property.Replace("=App", "=" + app.Folder + "/App", StringComparison.Ordinal))).Failed(code);
        Assert.Single(build.Errors);
    }

    [Fact]
    public async Task An_MSBuild_without_a_dotnet_of_its_own_takes_the_SDKs()
    {
        using var app = new Consumer(feed, OneModel, fake: true);
        (await app.QuantizeAsync("-p:DOTNET_HOST_PATH=")).Succeeded();
        Assert.Single(app.FakeRuns);
    }

    [Fact]
    public async Task An_intermediate_folder_that_cannot_be_written_is_told()
    {
        using var app = new Consumer(feed, OneModel, fake: true);
        app.Write("obj/Debug/quantized", "a file in its place");
        var build = (await app.QuantizeAsync()).Failed("QB5014");
        Assert.Single(build.Errors);
    }

    [Fact]
    public async Task A_second_build_waits_for_the_first_and_both_are_right()
    {
        using var app = new Consumer(feed, OneModel, "<QuantBuildVerify>false</QuantBuildVerify>");
        var first = app.QuantizeAsync();
        var second = app.QuantizeAsync();
        (await first).Succeeded();
        (await second).Succeeded();
        Assert.True(app.Size("obj/Debug/quantized/files/models/a.onnx") < app.Size("models/a.onnx"));
        Assert.Empty(Directory.GetFiles(app.File("obj/Debug/quantized"), "*tmp*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task A_build_that_is_stopped_leaves_no_tool_behind(string signal)
    {
        using var app = new Consumer(feed, OneModel);
        Directory.CreateDirectory(app.File("obj/Debug/quantized"));
        // While another run holds the folder, the tool waits: time enough to stop it.
        using var held = new FileStream(app.File("obj/Debug/quantized/quantbuild.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var build = app.DotnetAsync("msbuild", "-t:QuantizeModels", "-nr:false");
        Assert.True(await Until(() => ProjectProcesses.Tools(app).Any()));

        ProjectProcesses.Signal(signal, [ProjectProcesses.Parent(ProjectProcesses.Tools(app)[0])]);
        Assert.NotEqual(0, (await build).ExitCode);

        Assert.True(await Until(() => !ProjectProcesses.Tools(app).Any()), "the tool still runs");
        Assert.False(app.Exists("obj/Debug/quantized/quantbuild.stamp"));
    }

    private static async Task<bool> Until(Func<bool> happened)
    {
        for (var look = 0; look < 600 && !happened(); look++)
        {
            await Task.Delay(50);
        }

        return happened();
    }
}
