using System.Text;

namespace ModelGenerator;

// Wire format: https://protobuf.dev/programming-guides/encoding/

/// <summary>As much of protobuf as a model needs.</summary>
internal sealed class Wire
{
    private readonly MemoryStream _bytes = new();

    public long Length => _bytes.Length;

    public byte[] ToArray() => _bytes.ToArray();

    public Wire Number(int field, long value)
    {
        Varint(field << 3);
        return Varint(value);
    }

    public Wire Text(int field, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Head(field, bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    public Wire Message(int field, Wire message) => Head(field, message.Length).Append(message);

    /// <summary>Tag and length of what follows.</summary>
    public Wire Head(int field, long length)
    {
        Varint((field << 3) | 2);
        return Varint(length);
    }

    public Wire Append(Wire other)
    {
        other._bytes.WriteTo(_bytes);
        return this;
    }

    private Wire Varint(long value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
        return this;
    }
}
