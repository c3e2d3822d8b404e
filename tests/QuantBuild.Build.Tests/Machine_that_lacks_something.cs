namespace QuantBuild.Build.Tests;

[Collection(OnePackedFeed.Name)]
public sealed class Machine_that_lacks_something(PackedFeed feed)
{
    private const string OneModel = """<QuantizeModel Include="models/a.onnx" Mode="Always" />""";
    private const string Kept = "obj/Debug/quantized";

    // As on osx-x64, for which there is none, and as on musl, where the one for linux-x64 is found but does not load.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_platform_without_a_library_of_the_runtime_is_told_and_can_do_without(bool found)
    {
        using var app = new Consumer(feed, OneModel);
        var tool = CopyToolWithoutNatives(app, found);
        var build = (await app.QuantizeAsync($"-p:QuantBuildToolPath={tool}")).Failed("QB4005");
        Assert.Contains("no native library of ONNX Runtime", Assert.Single(build.Errors), StringComparison.Ordinal);
        Assert.False(app.Exists(Kept + "/files/models/a.onnx"));

        (await app.QuantizeAsync($"-p:QuantBuildToolPath={tool}", "-p:QuantBuildVerify=false")).Succeeded();
        Assert.True(app.Exists(Kept + "/files/models/a.onnx"));
    }

    [OwnMountsTheory]
    [InlineData(Kept + "/files", "QB3004")]
    [InlineData(Kept, "QB5014")]
    public async Task A_full_disk_is_told_and_leaves_nothing_half_written(string folder, string code)
    {
        using var app = new Consumer(feed, OneModel, "<QuantBuildVerify>false</QuantBuildVerify>");
        app.WriteModel("models/a.onnx", 1024);
        Directory.CreateDirectory(app.File(folder));
        // Only the tool sees the full disk, which has what was there before.
        app.Write("full.sh", $"""
            #!/bin/sh
            cd "{app.Folder}"
            exec unshare --user --map-root-user --mount sh -c '
              cp -a "{folder}" before && mount -t tmpfs -o size=256k none "{folder}" && cp -a before/. "{folder}" || exit 99
              rm -r before
              head -c 1m /dev/zero > "{folder}/fill" 2> /dev/null
              exec dotnet "$@"' sh "$@"
            """);
        app.MakeExecutable("full.sh");

        var build = (await app.QuantizeAsync($"-p:QuantBuildDotnetHost={app.File("full.sh")}")).Failed(code);
        Assert.Contains("disk", Assert.Single(build.Errors), StringComparison.Ordinal);

        (await app.QuantizeAsync()).Succeeded();
        Assert.True(app.Size(Kept + "/files/models/a.onnx") < app.Size("models/a.onnx"));
        Assert.Empty(Directory.GetFiles(app.File(Kept), "*tmp*", SearchOption.AllDirectories));
    }

    private string CopyToolWithoutNatives(Consumer app, bool found)
    {
        var source = Path.Combine(feed.Packages, "quantbuild", feed.Version.ToLowerInvariant(), "tools", "net10.0", "any");
        foreach (var file in Directory.GetFiles(source))
        {
            app.Write("../tool/x", "");
            File.Copy(file, app.File("../tool/" + Path.GetFileName(file)));
        }

        foreach (var library in found ? Directory.GetFiles(Path.Combine(source, "runtimes"), "libonnxruntime.so", SearchOption.AllDirectories) : [])
        {
            app.Write(Path.Combine("../tool", Path.GetRelativePath(source, library)), "no library");
        }

        return app.File("../tool/dotnet-quantize-check.dll");
    }
}
