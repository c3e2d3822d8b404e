using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace QuantBuild.Rewriting;

/// <summary>The hash of one file of the source, block by block, in any order.</summary>
internal sealed class SourceFileHash : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly byte[] _hashes;
    private readonly bool[] _known;

    public SourceFileHash(string path)
    {
        Path = path;
        _handle = File.OpenHandle(path);
        Length = RandomAccess.GetLength(_handle);
        var blocks = checked((int)BlockHash.Blocks(Length));
        _hashes = new byte[checked(blocks * BlockHash.Size)];
        _known = new bool[blocks];
    }

    public string Path { get; }

    public long Length { get; }

    public string Hash => BlockHash.Combine(_hashes);

    /// <summary>One after the last byte of the block that holds <paramref name="position"/>.</summary>
    public long EndOfBlock(long position) => Math.Min(Length, ((position / BlockHash.BlockSize) + 1) * BlockHash.BlockSize);

    /// <summary>All bytes of the block that begins at <paramref name="start"/> were appended.</summary>
    public void Take(long start, XxHash128 hash)
    {
        var block = (int)(start / BlockHash.BlockSize);
        hash.GetHashAndReset(_hashes.AsSpan(block * BlockHash.Size, BlockHash.Size));
        _known[block] = true;
    }

    /// <summary>Reads the blocks that nobody passed.</summary>
    /// <returns>Bytes read.</returns>
    public long Complete(Span<byte> buffer)
    {
        long read = 0;
        var hash = new XxHash128();
        for (var block = 0; block < _known.Length; block++)
        {
            if (!_known[block])
            {
                var start = (long)block * BlockHash.BlockSize;
                read += Append(hash, start, EndOfBlock(start), buffer);
                Take(start, hash);
            }
        }

        return read;
    }

    /// <summary>Appends a stretch of the file; one that was cut meanwhile has less to append.</summary>
    /// <returns>Bytes read.</returns>
    public long Append(XxHash128 hash, long start, long end, Span<byte> buffer)
    {
        var position = start;
        while (position < end && RandomAccess.Read(_handle, buffer[..(int)Math.Min(buffer.Length, end - position)], position) is > 0 and var read)
        {
            hash.Append(buffer[..read]);
            position += read;
        }

        return position - start;
    }

    public void Dispose() => _handle.Dispose();
}
