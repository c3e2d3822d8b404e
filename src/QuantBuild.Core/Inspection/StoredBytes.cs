using System.Collections.Immutable;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using QuantBuild.Models;

namespace QuantBuild.Inspection;

/// <summary>Hashes elements where they stand, without holding more of them than a buffer.</summary>
internal sealed class StoredBytes : IDisposable
{
    private const int BufferSize = 1 << 20;

    private readonly Dictionary<string, SafeFileHandle> _files = new(StringComparer.Ordinal);
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize);

    public static long Length(ImmutableArray<ByteRange> ranges) => ranges.Sum(range => range.Length);

    public UInt128 Hash(ImmutableArray<ByteRange> ranges)
    {
        var hash = new XxHash128();
        foreach (var range in ranges)
        {
            Append(hash, range);
        }

        return hash.GetCurrentHashAsUInt128();
    }

    /// <summary>Of so many bytes at the beginning and at the end.</summary>
    public UInt128 HashOfEnds(ImmutableArray<ByteRange> ranges, int length)
    {
        var hash = new XxHash128();
        var (first, last) = (ranges[0], ranges[^1]);
        Append(hash, first with { Length = Math.Min(length, first.Length) });
        var tail = Math.Min(length, last.Length);
        Append(hash, last with { Offset = last.End - tail, Length = tail });
        return hash.GetCurrentHashAsUInt128();
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }
    }

    /// <summary>A file that was cut since its structure was read has fewer bytes to compare.</summary>
    private void Append(XxHash128 hash, ByteRange range)
    {
        if (!_files.TryGetValue(range.File, out var file))
        {
            file = File.OpenHandle(range.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            _files.Add(range.File, file);
        }

        for (var offset = range.Offset; offset < range.End;)
        {
            var read = RandomAccess.Read(file, _buffer.AsSpan(0, (int)Math.Min(BufferSize, range.End - offset)), offset);
            if (read == 0)
            {
                return;
            }

            hash.Append(_buffer.AsSpan(0, read));
            offset += read;
        }
    }
}
