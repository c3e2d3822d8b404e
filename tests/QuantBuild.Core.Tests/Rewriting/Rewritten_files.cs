using QuantBuild.Formats;
using QuantBuild.Models;
using QuantBuild.Rewriting;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Rewriting;

public sealed class Rewritten_files : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1, 20_000)]
    [InlineData(2, 3_000_000)]
    [InlineData(3, 18_000_000)]
    [InlineData(4, 18_000_000)]
    public void Equal_what_a_naive_writer_makes_on_any_number_of_threads_and_in_any_memory(int seed, long size)
    {
        var layout = new RandomLayout(_directory, seed, size);
        var expected = layout.Expected;
        var hashes = new HashSet<string>();
        foreach (var options in new[]
        {
            new RewriteOptions(ByteSize.FromMegabytes(16), 1), new RewriteOptions(ByteSize.FromMegabytes(16), 2),
            new RewriteOptions(ByteSize.FromMegabytes(16), 4), RewriteOptions.Default,
            new RewriteOptions(RewriteOptions.MinimumMemory, 0), new RewriteOptions(ByteSize.FromMegabytes(1.3), 3),
            new RewriteOptions(ByteSize.FromMegabytes(16), 4) { Spare = new SpareCores(2) }, new RewriteOptions(ByteSize.FromMegabytes(16), 4) { Spare = new SpareCores(0) },
        })
        {
            var final = _directory.File("out.bin");
            using var artifact = Write(layout.Layout, final, options);
            Assert.False(File.Exists(final));
            Assert.Null(artifact.Commit(final));
            Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(final)), $"Bytes differ with {options}");
            Assert.Equal(FileHasher.Hash(final), artifact.Hash);
            hashes.Add(artifact.Hash);
            File.Delete(final);
        }

        Assert.Single(hashes);
    }

    [Theory]
    [InlineData(16.0)]
    [InlineData(0.125)]
    public void Cost_one_read_of_the_source_and_one_write_of_the_output(double megabytes)
    {
        var layout = new RandomLayout(_directory, 5, 12_000_000);
        using var artifact = Write(layout.Layout, _directory.File("out.bin"), new RewriteOptions(ByteSize.FromMegabytes(megabytes), 2));
        Assert.Equal(layout.Expected.Length, artifact.BytesWritten.Bytes);
        Assert.InRange(artifact.BytesRead.Bytes, layout.SourceBytes, layout.SourceBytes * 102 / 100);
    }

    [Theory]
    [InlineData(0.125, 0)]
    [InlineData(0.125, 8)]
    [InlineData(0.5, 3)]
    [InlineData(16.0, 0)]
    [InlineData(16.0, 64)]
    [InlineData(4096.0, 2)]
    public void Take_no_more_buffers_than_the_memory_they_are_given(double megabytes, int threads)
    {
        var options = new RewriteOptions(ByteSize.FromMegabytes(megabytes), threads);
        Assert.InRange(options.Workers, 1, Math.Max(2, threads));
        Assert.InRange(2L * options.Workers * options.BufferSize, 1, options.Memory.Bytes);
    }

    [Fact]
    public void Allocate_nothing_per_block()
    {
        // Once before, so that neither run pays for what is made on first use.
        Allocated(1);
        var small = Allocated(8);
        var large = Allocated(64);
        Assert.InRange(large - small, 0, 56 * 64); // a block's hash, and no buffer
    }

    private long Allocated(int blocks)
    {
        var file = _directory.File("large.bin");
        using (var handle = File.OpenHandle(file, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.SetLength(handle, 2L * blocks * BlockHash.BlockSize);
        }

        var source = new FilePayload(new ByteRange(file, 0, 2L * blocks * BlockHash.BlockSize));
        var layout = new FileLayout([new LayoutSegment(0, new ConvertedPayload(source, PayloadConversion.Float32ToFloat16, "w"))]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var artifact = Write(layout, _directory.File("out.bin"), new RewriteOptions(ByteSize.FromMegabytes(2), 1));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void Name_each_tensor_whose_values_were_clamped_or_vanished_in_layout_order()
    {
        var tame = new ConvertedPayload(Elements(1f, 2f, float.PositiveInfinity), PayloadConversion.Float32ToFloat16, "tame");
        var wild = new ConvertedPayload(Elements(70000f, -3.4e38f, 0f, 1e-9f), PayloadConversion.Float32ToFloat16, "wild");
        var tiny = new ConvertedPayload(Elements(-1e-20f), PayloadConversion.Float32ToFloat16, "tiny");
        var layout = new FileLayout(
            [new(0, new InlinePayload(new byte[1])), new(1, wild), new(9, tame), new(15, tiny), new(17, new InlinePayload(new byte[3]))]);
        using var artifact = Write(layout, _directory.File("out.bin"), RewriteOptions.Default);
        Assert.Equal([new TensorNote("wild", 2, 1), new TensorNote("tiny", 0, 1)], artifact.Notes);
    }

    [Fact]
    public void Count_an_element_on_a_block_border_once()
    {
        // One byte in front makes an element straddle every border of a block and of a buffer.
        var elements = new float[BlockHash.BlockSize];
        Array.Fill(elements, 1e6f);
        var layout = new FileLayout(
            [new(0, new InlinePayload(new byte[1])), new(1, new ConvertedPayload(Elements(elements), PayloadConversion.Float32ToFloat16, "w"))]);
        using var artifact = Write(layout, _directory.File("out.bin"), new RewriteOptions(ByteSize.FromMegabytes(2), 2));
        Assert.Equal([new TensorNote("w", elements.Length, 0)], artifact.Notes);
    }

    [Fact]
    public void May_be_empty()
    {
        var final = _directory.File("out.bin");
        using var artifact = Write(new FileLayout([]), final, RewriteOptions.Default);
        Assert.Null(artifact.Commit(final));
        Assert.Empty(File.ReadAllBytes(final));
        Assert.Equal(FileHasher.Hash(final), artifact.Hash);
    }

    private static InlinePayload Elements(params float[] values) =>
        new(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static PendingArtifact Write(FileLayout layout, string final, RewriteOptions options)
    {
        var (artifact, failure) = Rewriter.Write(new ArtifactLayout(layout), final, options, CancellationToken.None);
        Assert.Null(failure);
        return artifact!;
    }
}
