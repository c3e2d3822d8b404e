using System.Collections.Immutable;
using System.Runtime.InteropServices;
using QuantBuild.Formats;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Rewriting;

/// <summary>A layout of every kind of segment at odd places, and what the simplest possible writer makes of it.</summary>
internal sealed class RandomLayout
{
    private readonly Random _random;
    private readonly byte[][] _files;
    private readonly string[] _paths;
    private readonly List<byte> _expected = [];
    private readonly List<LayoutSegment> _segments = [];

    public RandomLayout(TestDirectory directory, int seed, long size)
    {
        _random = new Random(seed);
        _files = [Bytes(3_000_001), Bytes((int)size)];
        _paths = [.. _files.Select((bytes, i) => directory.Write($"source{i}.bin", bytes))];
        while (_expected.Count < size)
        {
            Add(_random.Next(6));
        }
    }

    public FileLayout Layout => new([.. _segments]);

    public IReadOnlyList<string> Sources => _paths;

    public byte[] Expected => [.. _expected];

    /// <summary>Bytes that a writer has to read from files at least.</summary>
    public long SourceBytes { get; private set; }

    private void Add(int kind)
    {
        var length = _random.Next(4) == 0 ? _random.Next(1, 9_000_000) : _random.Next(5000);
        var (payload, bytes) = kind switch
        {
            0 => Inline(length % 5000),
            1 or 2 => InFile(length),
            _ => (null, []),
        };
        if (payload is null)
        {
            var (source, elements) = kind == 3 ? Inline(length % 1250 * 4) : InFile(length * 4L);
            payload = new ConvertedPayload(source, PayloadConversion.Float32ToFloat16, "t" + _segments.Count);
            bytes = MemoryMarshal.AsBytes(Array.ConvertAll(MemoryMarshal.Cast<byte, float>(elements).ToArray(), ToHalf).AsSpan()).ToArray();
        }

        _segments.Add(new LayoutSegment(_expected.Count, payload));
        _expected.AddRange(bytes);
    }

    private static Half ToHalf(float value) => float.IsFinite(value) ? (Half)Math.Clamp(value, -65504f, 65504f) : (Half)value;

    private (Payload Payload, byte[] Bytes) Inline(int length)
    {
        var bytes = Bytes(length);
        return (new InlinePayload(bytes), bytes);
    }

    // Up to three ranges whose borders do not respect elements.
    private (Payload Payload, byte[] Bytes) InFile(long length)
    {
        var ranges = ImmutableArray.CreateBuilder<ByteRange>();
        var bytes = new List<byte>();
        while (bytes.Count < length)
        {
            var file = _random.Next(_files.Length);
            var part = (int)Math.Min(_files[file].Length, ranges.Count == 2 ? length - bytes.Count : _random.NextInt64(1, length - bytes.Count + 1));
            var offset = _random.Next(_files[file].Length - part + 1);
            ranges.Add(new ByteRange(_paths[file], offset, part));
            bytes.AddRange(_files[file].AsSpan(offset, part));
        }

        SourceBytes += length;
        return (new FilePayload(ranges.ToImmutable()), [.. bytes]);
    }

    // Weights of the usual size, so that float16 is neither all infinite nor all zero.
    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        var floats = MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = (float)(_random.NextDouble() - 0.5);
        }

        return bytes;
    }
}
