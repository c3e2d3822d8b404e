using System.IO.Compression;
using System.Xml.Linq;

namespace QuantBuild.Build.Tests;

[Collection(OnePackedFeed.Name)]
public sealed class Package_in_its_surroundings(PackedFeed feed)
{
    private const string OneModel = """<QuantizeModel Include="models/a.onnx" />""";
    private const long LargestPackage = 60L << 20;

    /// <summary>A comment makes it another project than the one that is restored for all.</summary>
    private const string OwnRestore = "<TargetFramework>net10.0</TargetFramework><!-- own restore -->";

    [Fact]
    public void Both_packages_hold_what_they_need_and_nothing_else()
    {
        foreach (var id in new[] { "QuantBuild", "dotnet-quantize-check" })
        {
            var path = Path.Combine(feed.Folder, $"{id}.{feed.Version}.nupkg");
            Assert.InRange(new FileInfo(path).Length, 1, LargestPackage);
            using var package = ZipFile.OpenRead(path);
            var names = package.Entries.Select(entry => entry.FullName).ToList();
            Assert.DoesNotContain(names, name => name.StartsWith("lib/", StringComparison.Ordinal));
            Assert.All(new[] { "LICENSE", "THIRD-PARTY-NOTICES.txt", "README.md" }, name => Assert.Contains(name, names));
            Assert.Contains("tools/net10.0/any/dotnet-quantize-check.dll", names);
            foreach (var runtime in new[] { "linux-x64", "linux-arm64", "osx-arm64", "win-x64", "win-arm64" })
            {
                Assert.Single(names, name => name.Contains($"/{runtime}/native/", StringComparison.Ordinal));
            }

            using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
            Assert.DoesNotContain(XDocument.Load(nuspec).Descendants(), element => element.Name.LocalName == "dependency");
        }
    }

    [Fact]
    public void The_shim_stands_alone()
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Folder, $"QuantBuild.{feed.Version}.nupkg"));
        var names = package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("tools/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["LICENSE", "QuantBuild.nuspec", "README.md", "THIRD-PARTY-NOTICES.txt", "build/QuantBuild.props", "build/QuantBuild.targets",
                "buildMultiTargeting/QuantBuild.props", "buildMultiTargeting/QuantBuild.targets", "tasks/netstandard2.0/QuantBuild.Tasks.dll"],
            names.Where(name => !name.StartsWith('_') && !name.StartsWith('[') && !name.StartsWith("package/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Dependencies_of_the_application_are_the_same_with_and_without_it()
    {
        using var with = new Consumer(feed, OneModel, fake: true);
        using var without = new Consumer(feed, OneModel, fake: true, frameworks: OwnRestore);
        without.Write("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        (await with.BuildAsync()).Succeeded();
        (await without.BuildAsync()).Succeeded();
        Assert.Equal(File.ReadAllText(without.File("bin/Debug/net10.0/App.deps.json")), File.ReadAllText(with.File("bin/Debug/net10.0/App.deps.json")));
    }

    [Fact]
    public async Task Lock_file_central_versions_source_mapping_and_a_packages_folder_elsewhere_all_work_at_once()
    {
        using var app = new Consumer(feed, OneModel, "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>", OwnRestore, fake: true);
        app.Write("App.csproj", File.ReadAllText(app.File("App.csproj")).Replace($" Version=\"{feed.Version}\"", "", StringComparison.Ordinal));
        app.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="QuantBuild" Version="{feed.Version}" /></ItemGroup>
            </Project>
            """);
        app.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="../packages elsewhere" /></config>
              <packageSources><clear /><add key="local" value="{feed.Folder}" /><add key="other" value="{feed.Folder}/../nothing" /></packageSources>
              <packageSourceMapping><packageSource key="local"><package pattern="QuantBuild*" /></packageSource></packageSourceMapping>
            </configuration>
            """);
        Directory.CreateDirectory(Path.Combine(feed.Folder, "..", "nothing"));
        app.Environment["NUGET_PACKAGES"] = null;
        (await app.RunAsync(["build"])).Succeeded();
        Assert.True(app.Exists("packages.lock.json"));
        Assert.True(Directory.Exists(app.File("../packages elsewhere/quantbuild")));
        Assert.True(app.IsFake("bin/Debug/net10.0/models/a.onnx"));

        (await app.RunAsync(["build", "-p:RestoreLockedMode=true"])).Succeeded();
    }

    [Fact]
    public async Task A_build_with_the_real_tool_needs_no_network_and_writes_nothing_beside_the_sources()
    {
        using var app = new Consumer(feed, OneModel);
        foreach (var name in new[] { "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy" })
        {
            app.Environment[name] = "http://127.0.0.1:9";
        }

        var before = Sources(app);
        (await app.BuildAsync()).Succeeded();
        Assert.Equal(before, Sources(app));
        Assert.NotEqual(app.Size("models/a.onnx"), app.Size("bin/Debug/net10.0/models/a.onnx"));
    }

    [Fact]
    public async Task A_project_that_is_not_restored_gets_the_SDKs_error_and_nothing_starts()
    {
        using var app = new Consumer(feed, OneModel, frameworks: OwnRestore, fake: true);
        (await app.RunAsync(["build", "--no-restore"])).Failed("NETSDK1004");
        Assert.Empty(app.FakeRuns);
    }

    [Fact]
    public async Task Names_with_letters_that_MSBuild_reads_otherwise_arrive()
    {
        string[] names = ["a b@c.onnx", "a%20b.onnx", "a;b.onnx", "(a)'b.onnx", "é$x.onnx"];
        using var app = new Consumer(feed, """<QuantizeModel Include="odd/*.onnx" />""", fake: true);
        for (var i = 0; i < names.Length; i++)
        {
            app.WriteModel("odd/" + names[i], 64 + i);
        }

        (await app.BuildAsync()).Succeeded();
        Assert.All(names, name => Assert.True(app.IsFake("bin/Debug/net10.0/odd/" + name), name));
        (await app.BuildAsync()).Succeeded();
        Assert.Single(app.FakeRuns);
    }

    [Fact]
    public async Task A_path_of_more_than_260_letters_arrives()
    {
        var name = string.Join('/', Enumerable.Repeat(new string('d', 60), 5)) + "/a.onnx";
        using var app = new Consumer(feed, """<QuantizeModel Include="deep/**/*.onnx" />""", fake: true);
        app.WriteModel("deep/" + name, 64);
        (await app.BuildAsync()).Succeeded();
        Assert.True(app.IsFake("bin/Debug/net10.0/deep/" + name));
    }

    [CaseSensitiveFact]
    public async Task Names_that_only_their_case_tells_apart_would_be_one_file_elsewhere()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="odd/*.onnx" />""", fake: true);
        app.WriteModel("odd/net.onnx", 64);
        app.WriteModel("odd/Net.onnx", 80);
        var error = Assert.Single((await app.QuantizeAsync()).Failed("QB5004").Errors);
        Assert.Contains("another TargetPath", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_outside_of_the_project_lands_where_Link_says()
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="../shared/b.onnx" Link="nets/b.onnx" /><QuantizeModel Include="../shared/c.onnx" />""", fake: true);
        app.WriteModel("../shared/b.onnx", 64);
        app.WriteModel("../shared/c.onnx", 80);
        (await app.BuildAsync()).Succeeded();
        Assert.True(app.IsFake("bin/Debug/net10.0/nets/b.onnx"));
        Assert.True(app.IsFake("bin/Debug/net10.0/c.onnx"));
    }

    [Theory]
    [InlineData("-p:NoWarn=QB2007", 0, false)]
    [InlineData("-p:TreatWarningsAsErrors=true", 0, true)]
    [InlineData("-p:WarningsAsErrors=QB2007", 1, false)]
    [InlineData("-p:MSBuildTreatWarningsAsErrors=true", 1, false)]
    public async Task A_warning_obeys_what_the_project_says_of_warnings(string property, int exitCode, bool warns)
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" FakeSays="warning QB2007: higher" />""", fake: true);
        var build = await app.QuantizeAsync(property);
        Assert.Equal(exitCode, build.ExitCode);
        Assert.Equal(warns, build.Warnings.Any(warning => warning.StartsWith("QB2007", StringComparison.Ordinal)));
    }

    private static string[] Sources(Consumer app) => [.. Directory.EnumerateFiles(app.Folder, "*", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file):O}").Order(StringComparer.Ordinal)];
}
