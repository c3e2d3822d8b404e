using System.Text;
using QuantBuild.Formats;
using QuantBuild.Models;
using QuantBuild.Rewriting;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Rewriting;

public sealed class Source_hashed_in_passing : IDisposable
{
    private const int Header = 37;
    private const int Tensor = 3_000_000;

    private readonly TestDirectory _directory = new();

    private string Final => _directory.File("out.bin");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1, 20_000, 1)]
    [InlineData(2, 3_000_000, 2)]
    [InlineData(3, 18_000_000, 1)]
    [InlineData(4, 18_000_000, 3)]
    public void Is_the_hash_of_its_files_and_stands_where_it_is_stamped(int seed, long size, int threads)
    {
        var random = new RandomLayout(_directory, seed, size);
        var hash = CombinedHash.Of(random.Sources.Select(FileHasher.Hash));

        using var artifact = Write(stamp => Stamped(random.Layout, stamp), random.Sources, threads);

        Assert.Null(artifact.Commit(Final));
        byte[] expected = [.. random.Expected, .. Encoding.ASCII.GetBytes(hash), 0];
        Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(Final)));
        Assert.Equal(FileHasher.Hash(Final), artifact.Hash);
    }

    [Theory]
    [InlineData(1, 16.0, 3)]
    [InlineData(2, 16.0, 8)]
    [InlineData(1, 0.125, 3)]
    public void Costs_no_second_read_of_tensors_in_order(int threads, double megabytes, long blocksApart)
    {
        const int Tensors = 40;
        var source = _directory.Write("source.bin", new byte[Tensors * (Header + Tensor)]);
        var segments = Enumerable.Range(0, Tensors).Select(i => new LayoutSegment(
            i * (Tensor / 2L), new ConvertedPayload(new FilePayload(new ByteRange(source, (i * (Header + (long)Tensor)) + Header, Tensor)), PayloadConversion.Float32ToFloat16, "t" + i)));

        using var artifact = Write(stamp => Stamped(new FileLayout([.. segments]), stamp), [source], threads, megabytes);

        // The block in which the stamp stands is written twice; each stretch that a worker takes may begin inside a block of the source.
        Assert.InRange(artifact.BytesRead.Bytes, new FileInfo(source).Length, new FileInfo(source).Length + (blocksApart * BlockHash.BlockSize));
        Assert.InRange(artifact.BytesWritten.Bytes, artifact.Size.Bytes, artifact.Size.Bytes + BlockHash.BlockSize);
    }

    [Fact]
    public void Cannot_be_where_a_file_is_missing()
    {
        var written = Rewriter.Write(
            new ArtifactLayout(new FileLayout([])), Final, RewriteOptions.Default, CancellationToken.None,
            new LateStamp([_directory.File("absent.bin")], _ => throw new InvalidOperationException("nothing was hashed")));

        Assert.Equal(RewriteFailureKind.SourceUnreadable, written.Failure?.Kind);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.Path));
    }

    private static ArtifactLayout Stamped(FileLayout layout, string stamp) => new(new FileLayout(
        [.. layout.Segments, new LayoutSegment(layout.Segments[^1].End, new InlinePayload(Encoding.ASCII.GetBytes(stamp + '\0')))]));

    private PendingArtifact Write(Func<string, ArtifactLayout> layout, IReadOnlyList<string> sources, int threads, double megabytes = 16)
    {
        var options = new RewriteOptions(ByteSize.FromMegabytes(megabytes), threads);
        var (artifact, failure) = Rewriter.Write(layout("xxh128:" + new string('0', 32)), Final, options, CancellationToken.None, new LateStamp(sources, layout));
        Assert.Null(failure);
        return artifact!;
    }
}
