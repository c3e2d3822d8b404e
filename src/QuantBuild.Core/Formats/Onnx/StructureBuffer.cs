using System.Buffers;

namespace QuantBuild.Formats.Onnx;

/// <summary>Wire-format bytes that grow at the end; lengths are filled in once they are known.</summary>
internal sealed class StructureBuffer : IDisposable
{
    /// <summary>A varint may be padded; so many bytes hold any 32-bit length.</summary>
    private const int LengthBytes = 5;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(64 * 1024);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public void WriteVarint(ulong value)
    {
        var target = Reserve(10);
        var count = 0;
        while (value >= 0x80)
        {
            target[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[count++] = (byte)value;
        Length += count;
    }

    public void WriteTag(int field, int wireType) => WriteVarint(((ulong)(uint)field << 3) | (uint)wireType);

    /// <summary>Leaves room for the length of what follows; give the result to <see cref="EndLength"/>.</summary>
    public int BeginLength()
    {
        Reserve(LengthBytes);
        Length += LengthBytes;
        return Length;
    }

    public void EndLength(int begin)
    {
        var value = (uint)(Length - begin);
        var target = _bytes.AsSpan(begin - LengthBytes, LengthBytes);
        for (var i = 0; i < LengthBytes - 1; i++, value >>= 7)
        {
            target[i] = (byte)(value | 0x80);
        }

        target[LengthBytes - 1] = (byte)value;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Length + count), (int)Math.Min(Array.MaxLength, _bytes.Length * 2L)));
            Span.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(Length);
    }
}
