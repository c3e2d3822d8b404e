namespace QuantBuild.Build.Tests;

/// <summary>Two frameworks and a project that refers to one of them, under every way in which MSBuild can divide its work.</summary>
[Collection(OnePackedFeed.Name)]
[Trait(Ring.Trait, Ring.Wide)]
public sealed class Ways_to_build(PackedFeed feed)
{
    private const string Frameworks = "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting>" +
        "<DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>";

    [Theory]
    [InlineData("-m")]
    [InlineData("-m:1")]
    [InlineData("-graph")]
    [InlineData("-graph -isolate")]
    [InlineData("-mt")]
    [InlineData("-m -nr:true", "MSBUILDDISABLENODEREUSE", null)]
    [InlineData("-m -nr:true", "MSBUILDDISABLENODEREUSE", null, "DOTNET_CLI_USE_MSBUILD_SERVER", "1")]
    [InlineData("-m", "MSBUILDNOINPROCNODE", "1")]
    public async Task One_run_serves_all_and_the_next_build_starts_nothing(string options, params string?[] environment)
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/*.onnx" />""", "<UseAppHost>false</UseAppHost>", Frameworks, fake: true);
        app.WriteModel("models/b.onnx", 80);
        ReferencedProjects.Write(app, "Top");
        foreach (var pair in environment.Chunk(2))
        {
            app.Environment[pair[0]!] = pair[1];
        }

        // NuGet cannot restore in isolation.
        (await app.RunAsync(["restore", "Top/Top.csproj", "-nr:false"])).Succeeded();
        try
        {
            await BuildsOnceAsync(app, ["Top/Top.csproj", .. options.Split(' ')], 1);
            app.Touch("models/b.onnx");
            await BuildsOnceAsync(app, ["Top/Top.csproj", .. options.Split(' ')], 2);
            // The whole of it: the other framework too, from what is there.
            await BuildsOnceAsync(app, ["App.csproj", .. options.Split(' ')], 2);
        }
        finally
        {
            app.EndNodes();
        }

        Assert.True(app.IsFake("bin/Debug/net10.0-windows/models/b.onnx"));
    }

    private static async Task BuildsOnceAsync(Consumer app, string[] arguments, int runs)
    {
        for (var build = 0; build < 2; build++)
        {
            (await app.RunWithNodesAsync(["build", "--no-restore", .. arguments])).Succeeded();
            Assert.Equal(runs, app.FakeRuns.Count);
        }

        Assert.All(new[] { "bin", "Top/bin" }, bin => Assert.True(app.IsFake($"{bin}/Debug/net10.0/models/a.onnx"), bin));
    }
}
