using System.IO.Hashing;

namespace QuantBuild.Rewriting;

/// <summary>The hash of a file: XxHash128 over the hashes of its blocks, so that blocks can be hashed in any order.</summary>
internal static class BlockHash
{
    /// <summary>Part of the definition: another size gives another hash.</summary>
    public const int BlockSize = 4 * 1024 * 1024;

    /// <summary>Bytes of one block's hash.</summary>
    public const int Size = 16;

    public static long Blocks(long fileLength) => (fileLength / BlockSize) + (fileLength % BlockSize == 0 ? 0 : 1);

    /// <summary><c>xxh128:…</c> over the blocks' hashes in order.</summary>
    public static string Combine(ReadOnlySpan<byte> blockHashes) => "xxh128:" + Convert.ToHexStringLower(XxHash128.Hash(blockHashes));
}
