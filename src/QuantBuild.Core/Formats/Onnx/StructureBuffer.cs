using System.Runtime.InteropServices;

namespace QuantBuild.Formats.Onnx;

/// <summary>Wire-format bytes that grow at the end; lengths are filled in once they are known.</summary>
internal sealed unsafe class StructureBuffer : IDisposable
{
    /// <summary>A varint may be padded; so many bytes hold any 32-bit length.</summary>
    private const int LengthBytes = 5;

    private const int FirstRoom = 64 * 1024;

    // Outside the collected heap: it grows without leaving its smaller selves behind, and is gone when the structure is parsed.
    private byte* _bytes = (byte*)NativeMemory.Alloc(FirstRoom);
    private int _room = FirstRoom;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => new(_bytes, Length);

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
        var target = new Span<byte>(_bytes + begin - LengthBytes, LengthBytes);
        for (var i = 0; i < LengthBytes - 1; i++, value >>= 7)
        {
            target[i] = (byte)(value | 0x80);
        }

        target[LengthBytes - 1] = (byte)value;
    }

    public void Dispose()
    {
        NativeMemory.Free(_bytes);
        _bytes = null;
        (_room, Length) = (0, 0);
    }

    private Span<byte> Reserve(int count)
    {
        if (_room - Length < count)
        {
            _room = Math.Max(checked(Length + count), (int)Math.Min(Array.MaxLength, _room * 2L));
            _bytes = (byte*)NativeMemory.Realloc(_bytes, (nuint)_room);
        }

        return new Span<byte>(_bytes + Length, _room - Length);
    }
}
