using System.IO.Hashing;

namespace QuantBuild.Rewriting;

/// <summary>What one worker reads: counted, and hashed as it passes where it passes in order. Stretches between payloads are read along.</summary>
/// <param name="hashes">Null where nobody asked for the source's hash.</param>
internal sealed class PassingBytes(SourceHashes? hashes)
{
    /// <summary>Names, and what is kept with the structure; more is cheaper to read again than to wait for.</summary>
    private const int LargestGap = BlockHash.BlockSize / 4;

    private const int GapBuffer = 64 * 1024;

    private readonly XxHash128 _hash = new();
    private byte[]? _gap;
    private SourceFileHash? _file;
    private long _next;
    private long _end;

    /// <summary>Bytes read from source files.</summary>
    public long Count { get; private set; }

    public void Pass(string path, long offset, ReadOnlySpan<byte> bytes)
    {
        Count += bytes.Length;
        if (hashes?.Find(path) is not { } file)
        {
            return;
        }

        // Borders of pieces may stand inside an element, which is then read twice.
        if (file == _file && offset < _next && offset >= _next - BlockHash.BlockSize)
        {
            var again = (int)Math.Min(bytes.Length, _next - offset);
            offset += again;
            bytes = bytes[again..];
        }

        while (bytes.Length > 0 && offset < file.Length)
        {
            if (!Reach(file, offset))
            {
                // The rest of a block of which the beginning was missed.
                var missed = (int)Math.Min(bytes.Length, file.EndOfBlock(offset) - offset);
                offset += missed;
                bytes = bytes[missed..];
                continue;
            }

            var part = (int)Math.Min(bytes.Length, _end - offset);
            _hash.Append(bytes[..part]);
            offset += part;
            bytes = bytes[part..];
            _next = offset;
            TakeIfWhole();
        }
    }

    /// <summary>Whether the next byte to append is the one at <paramref name="offset"/>, where need be after a gap.</summary>
    private bool Reach(SourceFileHash file, long offset)
    {
        if (file == _file && offset >= _end && _end - _next <= LargestGap)
        {
            Fill(_end);
            TakeIfWhole();
        }

        if (file != _file || offset < _next || offset >= _end)
        {
            Begin(file, offset);
        }

        if (offset - _next > LargestGap)
        {
            return false;
        }

        Fill(offset);
        return _next == offset;
    }

    private void Begin(SourceFileHash file, long offset)
    {
        _hash.Reset();
        (_file, _next, _end) = (file, offset / BlockHash.BlockSize * BlockHash.BlockSize, file.EndOfBlock(offset));
    }

    private void Fill(long end)
    {
        if (_next < end)
        {
            var read = _file!.Append(_hash, _next, end, _gap ??= new byte[GapBuffer]);
            (Count, _next) = (Count + read, _next + read);
        }
    }

    private void TakeIfWhole()
    {
        if (_next == _end && _file is not null)
        {
            _file.Take((_end - 1) / BlockHash.BlockSize * BlockHash.BlockSize, _hash);
            _file = null;
        }
    }
}
