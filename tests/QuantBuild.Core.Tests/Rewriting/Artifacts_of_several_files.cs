using QuantBuild.Formats;
using QuantBuild.Rewriting;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Rewriting;

public sealed class Artifacts_of_several_files : IDisposable
{
    private readonly TestDirectory _directory = new();

    private string Final => _directory.File("out/m.onnx");

    private string[] Left => [.. Directory.GetFileSystemEntries(_directory.File("out")).Order(StringComparer.Ordinal)];

    [Fact]
    public void Have_their_final_names_in_one_folder_before_they_are_in_place()
    {
        using var artifact = Write(100, 5_000_000);

        Assert.Equal("m.onnx", Path.GetFileName(artifact.TemporaryPath));
        Assert.Equal(5_000_000, new FileInfo(artifact.TemporaryPath + ".data").Length);
        Assert.Equal([Path.GetDirectoryName(artifact.TemporaryPath)!], Left);
        Assert.Null(artifact.Commit(Final));
        artifact.Dispose();
        Assert.Equal([Final, Final + ".data"], Left);
        Assert.Equal(artifact.Files.Select(file => file.Hash), Left.Select(FileHasher.Hash));
        Assert.Equal(5_000_100, artifact.Size.Bytes);
    }

    [Fact]
    public void Replace_former_ones_together()
    {
        _directory.Write("out/m.onnx", "former model");
        _directory.Write("out/m.onnx.data", "former data");
        using (var artifact = Write(10, 20))
        {
            Assert.Equal("former model", File.ReadAllText(Final));
            Assert.Null(artifact.Commit(Final));
        }

        Assert.Equal([10, 20], Left.Select(file => new FileInfo(file).Length));
    }

    [Theory]
    [InlineData("out/m.onnx/in the way", "out/m.onnx.data")]
    [InlineData("out/m.onnx.data/in the way", "out/m.onnx")]
    public void Leave_former_files_as_they_were_where_one_cannot_be_placed(string obstacle, string former)
    {
        _directory.Write(obstacle, "x");
        _directory.Write(former, "former");
        using (var artifact = Write(10, 20))
        {
            var failure = artifact.Commit(Final);
            Assert.Contains("cannot be written", failure!.Message, StringComparison.Ordinal);
        }

        Assert.Equal("former", File.ReadAllText(_directory.File(former)));
        Assert.Equal([Final, Final + ".data"], Left);
    }

    [Fact]
    public void Need_room_for_all_of_them()
    {
        var written = Rewriter.Write(Layout(new InlinePayload(new byte[10]), new FilePayload(new Models.ByteRange("absent", 0, 1L << 55))), Final, RewriteOptions.Default, CancellationToken.None);
        Assert.Equal(RewriteFailureKind.DiskFull, written.Failure!.Kind);
        Assert.Empty(Left);
    }

    public void Dispose() => _directory.Dispose();

    private PendingArtifact Write(int model, int data)
    {
        var written = Rewriter.Write(Layout(new InlinePayload(new byte[model]), new InlinePayload(new byte[data])), Final, RewriteOptions.Default, CancellationToken.None);
        Assert.Null(written.Failure);
        return written.Artifact!;
    }

    private static ArtifactLayout Layout(Payload model, Payload data) =>
        new(new FileLayout([new(0, model)])) { Data = [KeyValuePair.Create("m.onnx.data", new FileLayout([new(0, data)]))] };
}
