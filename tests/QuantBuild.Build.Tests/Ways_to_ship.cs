using System.Formats.Tar;
using System.IO.Compression;

namespace QuantBuild.Build.Tests;

[Collection(OnePackedFeed.Name)]
[Trait(Ring.Trait, Ring.Wide)]
public sealed class Ways_to_ship(PackedFeed feed)
{
    private const string OneModel = """<QuantizeModel Include="models/a.onnx" />""";

    [Theory]
    [InlineData("-p:PublishTrimmed=true")]
    [InlineData("-p:PublishTrimmed=false")]
    [InlineData("-p:PublishSingleFile=true")]
    public async Task With_a_runtime_of_its_own_trimmed_or_not(string option)
    {
        using var app = new Consumer(feed, OneModel, "<RuntimeIdentifier>$(NETCoreSdkRuntimeIdentifier)</RuntimeIdentifier><SelfContained>true</SelfContained>", fake: true, otherPackages: true);
        (await app.RunAsync(["restore", option])).Succeeded();
        (await app.RunAsync(["publish", "--no-restore", "-o", app.File("out"), option])).Succeeded();
        Assert.Single(app.FakeRuns);
        Assert.True(app.IsFake("out/models/a.onnx"));
        Assert.Equal("True", (await Command.RunAsync(app.File("out/App"))).Trim());
    }

    [Theory]
    [InlineData("<UseArtifactsOutput>true</UseArtifactsOutput>", "artifacts")]
    [InlineData("", "elsewhere", "--artifacts-path", "elsewhere")]
    public async Task With_one_folder_for_all_outputs(string property, string folder, params string[] options)
    {
        using var app = new Consumer(feed, OneModel, fake: true);
        Directory.Delete(app.File("obj"), recursive: true);
        app.Write("Directory.Build.props", $"<Project><PropertyGroup>{property}</PropertyGroup></Project>");
        (await app.RunAsync(["restore", .. options])).Succeeded();
        for (var build = 0; build < 2; build++)
        {
            (await app.BuildAsync(options)).Succeeded();
            Assert.Single(app.FakeRuns);
        }

        Assert.True(app.IsFake($"{folder}/bin/App/debug/models/a.onnx"));
        Assert.False(app.Exists("obj"));
        Assert.False(app.Exists("bin"));
        (await app.RunAsync(["clean", .. options])).Succeeded();
        Assert.Empty(Directory.GetFiles(app.File(folder), "*.onnx", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Restored_from_the_project_alone_then_published_without_restoring()
    {
        using var app = new Consumer(feed, OneModel, fake: true);
        const string Image = "../image/";
        foreach (var file in new[] { "App.csproj", "nuget.config" })
        {
            app.Write(Image + file, File.ReadAllText(app.File(file)));
        }

        (await app.RunAsync(["restore", Image + "App.csproj"])).Succeeded();
        app.Write(Image + "Program.cs", File.ReadAllText(app.File("Program.cs")));
        app.WriteModel(Image + "models/a.onnx", 64);
        (await app.RunAsync(["publish", Image + "App.csproj", "--no-restore", "-o", app.File("../out")])).Succeeded();
        Assert.Single(app.FakeRuns);
        Assert.True(app.IsFake("../out/models/a.onnx"));
    }

    [Fact]
    public async Task In_a_container_that_is_written_to_an_archive()
    {
        using var registry = new LocalRegistry();
        using var app = new Consumer(feed, OneModel, fake: true);
        var archive = app.File("../app.tar.gz");
        (await app.RunAsync(["publish", "--no-restore", "-t:PublishContainer", $"-p:ContainerBaseImage={registry.Image}", $"-p:ContainerArchiveOutputPath={archive}"])).Succeeded();

        Assert.Single(app.FakeRuns);
        Assert.Equal(app.Size("models/a.onnx") + "fake:".Length, Assert.Single(FilesOfLayers(archive), file => file.Name.EndsWith("models/a.onnx", StringComparison.Ordinal)).Length);
    }

    private static List<(string Name, long Length)> FilesOfLayers(string archive)
    {
        var files = new List<(string, long)>();
        using var image = new TarReader(Unpacked(File.OpenRead(archive)));
        while (image.GetNextEntry(copyData: true) is { } entry)
        {
            if (Path.GetFileName(entry.Name) == "layer.tar")
            {
                using var layer = new TarReader(Unpacked(entry.DataStream!));
                while (layer.GetNextEntry() is { } file)
                {
                    files.Add((file.Name, file.Length));
                }
            }
        }

        return files;
    }

    /// <summary>An archive is compressed or not, whatever its name says.</summary>
    private static Stream Unpacked(Stream stream)
    {
        var isCompressed = stream.ReadByte() == 0x1F;
        stream.Position = 0;
        return isCompressed ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }
}
