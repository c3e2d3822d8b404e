using QuantBuild.Models;

namespace QuantBuild.Formats.Onnx;

// Wire format: https://protobuf.dev/programming-guides/encoding/

/// <summary>
/// Copies a model's wire format with the elements of large tensors left out: in their place stands the number of a payload,
/// which says where in the file they are. One pass, one window; memory does not grow with payloads.
/// </summary>
internal sealed class StructureScanner(FileWindow window, string path, StructureBuffer structure)
{
    /// <summary>Smaller payloads stay in the structure: constants that schemes look at, and tensors not worth a read of their own.</summary>
    public const int SmallestPayload = 1024;

    /// <summary>Many times what a model of a hundred thousand nodes has: beyond it, a length is wrong.</summary>
    private const long LargestStructure = 512L << 20;

    /// <summary>Google.Protobuf's own limit, so that nothing passes here that fails there.</summary>
    private const int DepthLimit = 100;

    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private readonly List<List<ByteRange>> _payloads = [];

    public IReadOnlyList<FilePayload> Payloads => _payloads.ConvertAll(ranges => new FilePayload([.. ranges]));

    public ScanFailure? Failure { get; private set; }

    /// <summary>The file begins with a field that a model has: whatever goes wrong later, it was meant to be one.</summary>
    public bool BeginsAsModel { get; private set; }

    public bool Scan() => Message(OnnxMessage.Model, window.Length, 0);

    private bool Message(OnnxMessage message, long end, int depth)
    {
        var elements = default(ElementsSeen);
        while (window.Position < end)
        {
            var start = window.Position;
            if (!ReadVarint(end, out var tag))
            {
                return false;
            }

            var field = (int)Math.Min(tag >> 3, int.MaxValue);
            var wireType = (int)(tag & 7);
            if (field == 0 || tag >> 3 > 0x1FFF_FFFF)
            {
                return Fail(start, $"{tag >> 3} is not a field number");
            }

            BeginsAsModel |= start == 0 && OnnxFields.IsModelField(field, wireType);
            if (!Field(message, field, wireType, start, end, depth, ref elements))
            {
                return false;
            }
        }

        return true;
    }

    private bool Field(OnnxMessage message, int field, int wireType, long start, long end, int depth, ref ElementsSeen elements)
    {
        switch (wireType)
        {
            case Varint:
                return ReadVarint(end, out var value) && Keep(message, field, value);
            case Fixed64:
                return Copy(field, wireType, 8, start, end);
            case Fixed32:
                return Copy(field, wireType, 4, start, end);
            case LengthDelimited:
                return ReadVarint(end, out var length) && Delimited(message, field, length, start, end, depth, ref elements);
            default:
                return Fail(start, $"wire type {wireType} in field {field} does not exist in this format");
        }
    }

    private bool Delimited(OnnxMessage message, int field, ulong length, long start, long end, int depth, ref ElementsSeen elements)
    {
        if (length > (ulong)(end - window.Position))
        {
            var truncated = window.Position + (decimal)length > window.Length;
            return Fail(start, $"field {field} announces {length} bytes, but only {end - window.Position} are left", truncated);
        }

        var child = OnnxFields.Child(message, field);
        if (message == OnnxMessage.Tensor && OnnxFields.HoldsElements(field))
        {
            return Elements(field, (long)length, start, ref elements);
        }

        if (child == OnnxMessage.Opaque)
        {
            return Copy(field, LengthDelimited, (long)length, start, end);
        }

        if (depth >= DepthLimit)
        {
            return Fail(start, $"messages are nested deeper than {DepthLimit}");
        }

        structure.WriteTag(field, LengthDelimited);
        var begin = structure.BeginLength();
        if (!Message(child, window.Position + (long)length, depth + 1))
        {
            return false;
        }

        structure.EndLength(begin);
        return true;
    }

    private bool Elements(int field, long length, long start, ref ElementsSeen seen)
    {
        var range = new ByteRange(path, window.Position, length);
        if (seen.Field == field && seen.Payload is { } known && field != OnnxFields.RawData)
        {
            _payloads[known].Add(range);
            window.Skip(length);
            return true;
        }

        if (length < SmallestPayload)
        {
            seen = seen with { Inline = true };
            return Copy(field, LengthDelimited, length, start, window.Length);
        }

        if (seen.Inline || seen.Payload is not null)
        {
            return Fail(start, $"field {field} holds elements of a tensor that already has some; write them in one field");
        }

        seen = new ElementsSeen(field, _payloads.Count, Inline: false);
        structure.WriteTag(OnnxFields.PayloadField, Varint);
        structure.WriteVarint((ulong)field);
        structure.WriteTag(OnnxFields.Payload, Varint);
        structure.WriteVarint((ulong)_payloads.Count);
        _payloads.Add([range]);
        window.Skip(length);
        return true;
    }

    private bool Keep(OnnxMessage message, int field, ulong value)
    {
        // A file that carries our own fields would point at payloads it does not have.
        if (message == OnnxMessage.Tensor && field is OnnxFields.Payload or OnnxFields.PayloadField)
        {
            return true;
        }

        structure.WriteTag(field, Varint);
        structure.WriteVarint(value);
        return true;
    }

    private bool Copy(int field, int wireType, long length, long start, long end)
    {
        if (length > LargestStructure - structure.Length)
        {
            return Fail(start, $"the structure around the tensors is larger than {new ByteSize(LargestStructure)}");
        }

        if (length > end - window.Position)
        {
            return Fail(start, $"field {field} needs {length} bytes, but only {end - window.Position} are left", window.Position + length > window.Length);
        }

        structure.WriteTag(field, wireType);
        if (wireType == LengthDelimited)
        {
            structure.WriteVarint((ulong)length);
        }

        return window.CopyTo(structure, length) || Fail(window.Position, "the file ends while it is read", truncated: true);
    }

    private bool ReadVarint(long end, out ulong value)
    {
        value = 0;
        var start = window.Position;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (window.Position >= end)
            {
                return Fail(start, "a number is cut off", end == window.Length);
            }

            var next = window.ReadByte();
            if (next < 0)
            {
                return Fail(start, "the file ends while it is read", truncated: true);
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return Fail(start, "a number has more than 10 bytes");
    }

    private bool Fail(long offset, string reason, bool truncated = false)
    {
        Failure ??= new ScanFailure(offset, reason, truncated);
        return false;
    }

    /// <summary>What the tensor being read has shown of its elements.</summary>
    private readonly record struct ElementsSeen(int Field, int? Payload, bool Inline);
}
