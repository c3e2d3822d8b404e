using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx;

/// <summary>
/// Lays out the file of a model: serialises its structure, then puts the payloads, or the places of external ones, where their numbers stand.
/// The mirror of <see cref="StructureScanner"/>: lengths are measured from the inside out, then everything is written once.
/// </summary>
internal sealed class OnnxLayout
{
    private const int LengthDelimited = 2;

    private readonly ReadOnlyMemory<byte> _structure;
    private readonly ImmutableArray<Payload> _payloads;
    private readonly List<long> _lengths = [];
    private readonly ImmutableArray<LayoutSegment>.Builder _segments = ImmutableArray.CreateBuilder<LayoutSegment>();
    private readonly ArrayBufferWriter<byte> _literal = new();
    private long _offset;
    private int _nextLength;

    private OnnxLayout(OnnxModel model)
    {
        _structure = model.Proto.ToByteArray();
        _payloads = model.Payloads;
    }

    public static FileLayout Of(OnnxModel model)
    {
        var layout = new OnnxLayout(model);
        layout.Measure(OnnxMessage.Model, new WireSpan(0, layout._structure.Length));
        layout.Emit(OnnxMessage.Model, new WireSpan(0, layout._structure.Length));
        layout.EndLiteral();
        return new FileLayout(layout._segments.ToImmutable());
    }

    /// <summary>Length of a message with its payloads in place; every child's length is noted in the order <see cref="Emit"/> meets them.</summary>
    private long Measure(OnnxMessage message, WireSpan span)
    {
        long length = 0;
        int? payloadField = null;
        int? payload = null;
        var reader = new WireSpanReader(_structure.Span, span);
        while (reader.Next())
        {
            if (TakePayload(message, reader, ref payloadField, ref payload))
            {
                continue;
            }

            if (OnnxFields.Child(message, reader.Field) is var child and not OnnxMessage.Opaque && reader.WireType == LengthDelimited)
            {
                var slot = _lengths.Count;
                _lengths.Add(0);
                var inner = Measure(child, reader.Content);
                _lengths[slot] = inner;
                length = checked(length + WireSpanReader.VarintLength(reader.Tag) + WireSpanReader.VarintLength((ulong)inner) + inner);
            }
            else
            {
                length += reader.Whole.Length;
            }
        }

        return payload is { } index ? checked(length + PayloadHeader(payloadField, index).Length + InlineLength(_payloads[index])) : length;
    }

    private void Emit(OnnxMessage message, WireSpan span)
    {
        int? payloadField = null;
        int? payload = null;
        var reader = new WireSpanReader(_structure.Span, span);
        while (reader.Next())
        {
            if (TakePayload(message, reader, ref payloadField, ref payload))
            {
                continue;
            }

            if (OnnxFields.Child(message, reader.Field) is var child and not OnnxMessage.Opaque && reader.WireType == LengthDelimited)
            {
                Varint(reader.Tag);
                Varint((ulong)_lengths[_nextLength++]);
                Emit(child, reader.Content);
            }
            else
            {
                _literal.Write(_structure.Span.Slice(reader.Whole.Start, reader.Whole.Length));
            }
        }

        if (payload is { } index)
        {
            _literal.Write(PayloadHeader(payloadField, index));
            if (_payloads[index] is not ExternalPayload)
            {
                EndLiteral();
                Add(_payloads[index]);
            }
        }
    }

    private static bool TakePayload(OnnxMessage message, WireSpanReader reader, ref int? field, ref int? payload)
    {
        if (message != OnnxMessage.Tensor || reader.WireType != 0 || reader.Field is not (OnnxFields.Payload or OnnxFields.PayloadField))
        {
            return false;
        }

        if (reader.Field == OnnxFields.Payload)
        {
            payload = (int)reader.Value;
        }
        else
        {
            field = (int)reader.Value;
        }

        return true;
    }

    private static long InlineLength(Payload payload) => payload is ExternalPayload ? 0 : payload.Length;

    /// <summary>Tag and length, or where else the elements are; converted elements are raw data whatever field their source stood in.</summary>
    private byte[] PayloadHeader(int? field, int index)
    {
        var payload = _payloads[index];
        if (payload is ExternalPayload external)
        {
            return ExternalFields(external);
        }

        var number = payload is ConvertedPayload ? OnnxFields.RawData : field ?? OnnxFields.RawData;
        var header = new byte[16];
        var length = WireSpanReader.WriteVarint(header, ((uint)number << 3) | LengthDelimited);
        length += WireSpanReader.WriteVarint(header.AsSpan(length), (ulong)payload.Length);
        return header[..length];
    }

    private static byte[] ExternalFields(ExternalPayload payload) => new TensorProto
    {
        DataLocation = TensorProto.Types.DataLocation.External,
        ExternalData =
        {
            new StringStringEntryProto { Key = ExternalData.Location, Value = payload.Location },
            new StringStringEntryProto { Key = ExternalData.Offset, Value = payload.Offset.ToString(CultureInfo.InvariantCulture) },
            new StringStringEntryProto { Key = ExternalData.Length, Value = payload.Length.ToString(CultureInfo.InvariantCulture) },
        },
    }.ToByteArray();

    private void Varint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        _literal.Write(bytes[..WireSpanReader.WriteVarint(bytes, value)]);
    }

    private void EndLiteral()
    {
        if (_literal.WrittenCount > 0)
        {
            Add(new InlinePayload(_literal.WrittenSpan.ToArray()));
            _literal.ResetWrittenCount();
        }
    }

    private void Add(Payload content)
    {
        _segments.Add(new LayoutSegment(_offset, content));
        _offset = checked(_offset + content.Length);
    }
}
