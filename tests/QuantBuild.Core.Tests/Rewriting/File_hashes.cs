using System.IO.Hashing;
using QuantBuild.Rewriting;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Rewriting;

public sealed class File_hashes
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4 * 1024 * 1024)]
    [InlineData((4 * 1024 * 1024) + 1)]
    [InlineData(9_999_999)]
    public void Are_the_hash_over_the_hashes_of_blocks_of_4_MiB(int length)
    {
        using var directory = new TestDirectory();
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        byte[] blocks = [.. bytes.Chunk(4 * 1024 * 1024).SelectMany(block => XxHash128.Hash(block))];
        Assert.Equal("xxh128:" + Convert.ToHexStringLower(XxHash128.Hash(blocks)), FileHasher.Hash(directory.Write("a.bin", bytes)));
    }

    [Fact]
    public void Of_nothing_is_the_published_hash_of_nothing() =>
        Assert.Equal("xxh128:99aa06d3014798d86001c324468d497f", BlockHash.Combine([]));
}
