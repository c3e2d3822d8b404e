namespace QuantBuild.Build.Tests;

/// <summary>One project, and after each change exactly one run of the engine, then none.</summary>
[Collection(OnePackedFeed.Name)]
public sealed class Inputs_touched_one_by_one(PackedFeed feed)
{
    private const string Model = """<QuantizeModel Include="models/a.onnx" FakeInputs="$(MSBuildProjectDirectory)/models/a.data" />""";

    [Fact]
    public async Task Each_starts_the_engine_once()
    {
        using var app = new Consumer(feed, Model, fake: true);
        app.Write("models/a.data", "weights");
        (await app.QuantizeAsync()).Succeeded();
        // External data is known from the first run on.
        (await app.QuantizeAsync()).Succeeded();
        var runs = app.FakeRuns.Count;

        await StartsOnce("model", () => app.Touch("models/a.onnx"));
        await StartsOnce("external data", () => app.Touch("models/a.data"));
        await StartsOnce("restore assets", () => app.Touch("obj/project.assets.json"));
        await StartsOnce("tool", () => System.IO.File.SetLastWriteTimeUtc(feed.FakeEngine, DateTime.UtcNow));
        await StartsOnce("metadata", () => app.WriteProject(Model.Replace("FakeInputs", "Device=\"Edge\" FakeInputs", StringComparison.Ordinal)));
        await StartsOnce("component", () => app.WriteProject(Model + """<QuantizeMemoryComponent Include="x" Size="1MB" />"""));
        await StartsOnce("process", () => app.WriteProject(Model + """<QuantizeProcess Include="app" MemoryBudget="1GB" />"""));
        await StartsOnce("property", () => app.WriteProject(Model, "<QuantBuildMemoryBudget>1GB</QuantBuildMemoryBudget>"));

        async Task StartsOnce(string what, Action change)
        {
            change();
            (await app.QuantizeAsync()).Succeeded();
            Assert.True(app.FakeRuns.Count == ++runs, what);
            (await app.QuantizeAsync()).Succeeded();
            Assert.True(app.FakeRuns.Count == runs, "nothing after " + what);
        }
    }

    [Fact]
    public async Task One_process_serves_every_model_and_gets_the_cores_that_MSBuild_grants()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/*.onnx" />""", fake: true);
        app.WriteModel("models/b.onnx", 80);
        app.WriteModel("models/c.onnx", 96);
        (await app.QuantizeAsync()).Succeeded();

        var run = Assert.Single(app.FakeRuns);
        Assert.Equal(3, run.Count(token => token == "--model-options"));
        Assert.InRange(int.Parse(run[run.ToList().IndexOf("--cores") + 1]), 1, 3);
    }

    [Fact]
    public async Task A_duplicate_that_says_the_same_is_one_model()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx;models/a.onnx" /><QuantizeModel Include="models/*.onnx" />""", fake: true);
        (await app.QuantizeAsync()).Succeeded();
        Assert.Single(Assert.Single(app.FakeRuns), token => token == "--model-options");
    }

    [Fact]
    public async Task Two_levels_of_project_references_and_their_publish_have_the_models_of_a_library()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" />""", "<OutputType>Library</OutputType><IsPackable>true</IsPackable><GenerateProgramFile>false</GenerateProgramFile>", fake: true);
        File.Delete(app.File("Program.cs"));
        app.Write("Class.cs", "public static class Marker;");
        foreach (var (name, below) in new[] { ("Mid", "../App.csproj"), ("Top", "../Mid/Mid.csproj") })
        {
            app.Write($"{name}/{name}.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><ProjectReference Include="{below}" /></ItemGroup>
                </Project>
                """);
        }

        app.Write("Directory.Build.props", "<Project><PropertyGroup><DefaultItemExcludes>Mid/**;Top/**</DefaultItemExcludes></PropertyGroup></Project>");
        (await app.RunAsync(["publish", "Top/Top.csproj", "-o", app.File("Top/out")])).Succeeded();

        Assert.Single(app.FakeRuns);
        Assert.All(new[] { "bin/Release", "Mid/bin/Release", "Top/bin/Release" }, bin => Assert.True(app.IsFake($"{bin}/net10.0/models/a.onnx"), bin));
        Assert.True(app.IsFake("Top/out/models/a.onnx"));

        (await app.RunAsync(["pack", "-c", "Release", "--no-build", "-o", app.File("packed")])).Succeeded();
        using var package = System.IO.Compression.ZipFile.OpenRead(Directory.GetFiles(app.File("packed"), "*.nupkg").Single());
        Assert.DoesNotContain(package.Entries, entry => entry.FullName.EndsWith(".onnx", StringComparison.Ordinal));
    }
}
