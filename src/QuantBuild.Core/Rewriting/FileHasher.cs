using System.IO.Hashing;

namespace QuantBuild.Rewriting;

/// <summary>The hash of a file that stands already, as provenance names it.</summary>
internal static class FileHasher
{
    private const int BufferSize = 1024 * 1024;

    /// <summary><c>xxh128:…</c>, equal to the hash a rewrite gives the same bytes.</summary>
    public static string Hash(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var buffer = new NativeBuffer(BufferSize);
        var hashes = new List<byte>();
        var block = new XxHash128();
        Span<byte> hash = stackalloc byte[BlockHash.Size];
        long position = 0;
        while (true)
        {
            // Never across the border of a block, however short a read may come.
            var room = (int)Math.Min(BufferSize, BlockHash.BlockSize - (position % BlockHash.BlockSize));
            var read = RandomAccess.Read(file, buffer.Bytes[..room], position);
            block.Append(buffer.Bytes[..read]);
            position += read;
            if (position % BlockHash.BlockSize == 0 ? read > 0 : read == 0)
            {
                block.GetHashAndReset(hash);
                hashes.AddRange(hash);
            }

            if (read == 0)
            {
                return BlockHash.Combine([.. hashes]);
            }
        }
    }
}
