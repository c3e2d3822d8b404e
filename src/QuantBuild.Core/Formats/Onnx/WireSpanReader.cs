namespace QuantBuild.Formats.Onnx;

/// <summary>Walks the fields of a message that Google.Protobuf wrote, so it is known to be well formed.</summary>
internal ref struct WireSpanReader(ReadOnlySpan<byte> bytes, WireSpan message)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position = message.Start;

    public ulong Tag { get; private set; }

    /// <summary>The value of a varint field.</summary>
    public ulong Value { get; private set; }

    /// <summary>Tag, length and content.</summary>
    public WireSpan Whole { get; private set; }

    /// <summary>Content of a length-delimited field.</summary>
    public WireSpan Content { get; private set; }

    public readonly int Field => (int)(Tag >> 3);

    public readonly int WireType => (int)(Tag & 7);

    public static int VarintLength(ulong value)
    {
        var length = 1;
        for (; value >= 0x80; value >>= 7)
        {
            length++;
        }

        return length;
    }

    public static int WriteVarint(Span<byte> target, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            target[length++] = (byte)(value | 0x80);
        }

        target[length++] = (byte)value;
        return length;
    }

    public bool Next()
    {
        if (_position >= message.End)
        {
            return false;
        }

        var start = _position;
        Tag = Varint();
        switch (WireType)
        {
            case 0:
                Value = Varint();
                break;
            case 1:
                _position += 8;
                break;
            case 5:
                _position += 4;
                break;
            default:
                var length = (int)Varint();
                Content = new WireSpan(_position, length);
                _position += length;
                break;
        }

        Whole = new WireSpan(start, _position - start);
        return true;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = _bytes[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
