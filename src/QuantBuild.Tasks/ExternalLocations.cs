using System.Text;
using QuantBuild.Formats.Onnx;

namespace QuantBuild.Tasks;

// Wire format: https://protobuf.dev/programming-guides/encoding/

/// <summary>Finds the files that an ONNX model keeps tensors in: reads its structure forwards and skips every tensor's elements.</summary>
internal sealed class ExternalLocations : IDisposable
{
    private const int DepthLimit = 100;
    private const int LongestEntry = 64 * 1024;

    private readonly FileStream _file;
    private readonly List<string> _found = [];

    private ExternalLocations(string path) => _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024);

    /// <summary>The locations as written, each once; what is no ONNX model has none.</summary>
    public static IReadOnlyList<string> Of(string path)
    {
        using var model = new ExternalLocations(path);
        model.Message(OnnxMessage.Model, model._file.Length, 0);
        return [.. model._found.Distinct(StringComparer.Ordinal)];
    }

    public void Dispose() => _file.Dispose();

    private bool Message(OnnxMessage message, long end, int depth)
    {
        while (_file.Position < end)
        {
            if (!Varint(out var tag) || tag >> 3 == 0 || !Field(message, (int)(tag >> 3), (int)(tag & 7), end, depth))
            {
                return false;
            }
        }

        return true;
    }

    private bool Field(OnnxMessage message, int field, int wireType, long end, int depth)
    {
        switch (wireType)
        {
            case 0:
                return Varint(out _);
            case 1:
                return Skip(8, end);
            case 2 when Varint(out var length) && length <= (ulong)(end - _file.Position):
                return message == OnnxMessage.Tensor && field == OnnxFields.ExternalData ? Entry((int)Math.Min(length, LongestEntry + 1))
                    : depth < DepthLimit && OnnxFields.Child(message, field) is var child and not OnnxMessage.Opaque
                        ? Message(child, _file.Position + (long)length, depth + 1)
                        : Skip((long)length, end);
            case 5:
                return Skip(4, end);
            default:
                return false;
        }
    }

    /// <summary>A key and a value, both texts: the fields 1 and 2.</summary>
    private bool Entry(int length)
    {
        var (start, texts) = (_file.Position, new string[3]);
        if (length > LongestEntry)
        {
            return false;
        }

        while (_file.Position < start + length)
        {
            if (!Varint(out var tag) || !Varint(out var size) || tag is not (0x0A or 0x12) || size > (ulong)(start + length - _file.Position))
            {
                return false;
            }

            var bytes = new byte[size];
            texts[tag >> 3] = Encoding.UTF8.GetString(bytes, 0, _file.Read(bytes, 0, bytes.Length));
        }

        if (texts[1] == "location" && texts[2] is { Length: > 0 } location)
        {
            _found.Add(location);
        }

        return true;
    }

    private bool Skip(long length, long end)
    {
        if (length > end - _file.Position)
        {
            return false;
        }

        _file.Seek(length, SeekOrigin.Current);
        return true;
    }

    private bool Varint(out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = _file.ReadByte();
            if (next < 0)
            {
                return false;
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
