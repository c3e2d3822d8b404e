using System.IO.Compression;

namespace QuantBuild.Build.Tests;

[Collection(OnePackedFeed.Name)]
[Trait(Ring.Trait, Ring.Wide)]
public sealed class Projects_around_it(PackedFeed feed)
{
    private const string OneModel = """<QuantizeModel Include="models/a.onnx" />""";

    [Fact]
    public async Task A_solution_builds_each_once()
    {
        using var app = new Consumer(feed, OneModel, fake: true);
        ReferencedProjects.Write(app, "Top");
        app.Write("All.slnx", """<Solution><Project Path="App.csproj" /><Project Path="Top/Top.csproj" /></Solution>""");
        for (var build = 0; build < 2; build++)
        {
            (await app.RunAsync(["build", "All.slnx"])).Succeeded();
            Assert.Single(app.FakeRuns);
        }

        Assert.True(app.IsFake("Top/bin/Debug/net10.0/models/a.onnx"));
    }

    [Fact]
    public async Task A_test_project_that_refers_to_it_finds_the_model()
    {
        using var app = new Consumer(feed, OneModel, fake: true, otherPackages: true);
        ReferencedProjects.Write(app, "Tests", "<IsTestProject>true</IsTestProject>", $"""
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="{PackageVersions.Of("Microsoft.NET.Test.Sdk")}" />
            <PackageReference Include="xunit" Version="{PackageVersions.Of("xunit")}" />
            <PackageReference Include="xunit.runner.visualstudio" Version="{PackageVersions.Of("xunit.runner.visualstudio")}" />
            """);
        app.Write("Tests/Models.cs", """
            public sealed class Models
            {
                [Xunit.Fact]
                public void Are_beside_the_tests() => Xunit.Assert.StartsWith("fake:", System.IO.File.ReadAllText(System.IO.Path.Combine(System.AppContext.BaseDirectory, "models", "a.onnx")));
            }
            """);
        var result = await app.DotnetAsync("test", "Tests/Tests.csproj");
        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Contains("Passed:     1", result.Output, StringComparison.Ordinal);
        Assert.Single(app.FakeRuns);
    }

    [Fact]
    public async Task Models_of_another_package_are_named_by_its_folder()
    {
        using var app = new Consumer(feed, """
            <PackageReference Include="Some.Models" Version="1.0.0" GeneratePathProperty="true" ExcludeAssets="contentFiles" />
            <QuantizeModel Include="$(PkgSome_Models)/nets/p.onnx" Link="nets/p.onnx" />
            <QuantizeModel Include="$(PkgSome_Models)/contentFiles/any/any/c.onnx" Link="c.onnx" />
            """, fake: true);
        WritePackage(app);
        (await app.RunAsync(["build"])).Succeeded();
        (await app.RunAsync(["publish", "-o", app.File("out")])).Succeeded();
        Assert.All(new[] { "bin/Debug/net10.0/", "out/" }, folder =>
        {
            Assert.True(app.IsFake(folder + "nets/p.onnx"), folder);
            Assert.True(app.IsFake(folder + "c.onnx"), folder);
        });
    }

    [Fact]
    public async Task Watching_builds_once_a_change()
    {
        const string Waits = "Waiting for a file to change";
        using var app = new Consumer(feed, OneModel, fake: true);
        app.Environment["DOTNET_WATCH_SUPPRESS_EMOJIS"] = "1";
        using var watch = new WatchingProcess(app, ["watch", "--non-interactive", "--no-hot-reload", "run", "--no-restore"]);
        await watch.SaysAsync(Waits, 1);
        // A loop would have built again by then.
        await Task.Delay(TimeSpan.FromSeconds(8));
        Assert.Equal(1, watch.Count(Waits));

        app.Write("Program.cs", "System.Console.WriteLine();");
        await watch.SaysAsync(Waits, 2);
        await Task.Delay(TimeSpan.FromSeconds(8));
        Assert.Equal(2, watch.Count(Waits));
        Assert.Single(app.FakeRuns);
    }

    private static void WritePackage(Consumer app)
    {
        app.Write("../packages/model.onnx", "");
        app.WriteModel("../packages/model.onnx", 64);
        using var package = ZipFile.Open(app.File("../packages/Some.Models.1.0.0.nupkg"), ZipArchiveMode.Create);
        package.CreateEntryFromFile(app.File("../packages/model.onnx"), "nets/p.onnx");
        package.CreateEntryFromFile(app.File("../packages/model.onnx"), "contentFiles/any/any/c.onnx");
        using var nuspec = new StreamWriter(package.CreateEntry("Some.Models.nuspec").Open());
        nuspec.Write("""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>Some.Models</id><version>1.0.0</version><authors>a</authors><description>Models.</description>
                <contentFiles><files include="any/any/c.onnx" buildAction="Content" copyToOutput="true" /></contentFiles>
              </metadata>
            </package>
            """);
        app.Write("nuget.config", File.ReadAllText(app.File("nuget.config")).Replace("</packageSources>", """<add key="models" value="../packages" /></packageSources>""", StringComparison.Ordinal));
    }
}
