using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using QuantBuild.Formats;
using QuantBuild.Formats.Onnx.Graphs;
using QuantBuild.Formats.Onnx.Proto;
using QuantBuild.Models;

namespace QuantBuild.Schemes.Fp16;

/// <summary>Turns stored float32 elements into conversions; the elements themselves stay where they are.</summary>
internal sealed class StoredTensors(IReadOnlyList<Payload> source)
{
    /// <summary>Bytes of a tensor whose elements shapes may follow from: the sizes of an image, say, or its scales.</summary>
    private const int MostFollowed = 256;

    private readonly List<Payload> _payloads = [.. source];

    public IReadOnlyList<Payload> Payloads => _payloads;

    /// <summary>Bytes of converted tensors, before.</summary>
    public ByteSize Before { get; private set; }

    public ByteSize After { get; private set; }

    public void Convert(TensorProto tensor, string name)
    {
        var source = Source(tensor);
        var converted = new ConvertedPayload(source, PayloadConversion.Float32ToFloat16, name);
        Before += new ByteSize(converted.Source.Length);
        After += new ByteSize(converted.Length);
        tensor.DataType = (int)ElementType.Float16;
        tensor.FloatData.Clear();
        tensor.ClearRawData();
        tensor.ClearPayloadField();
        tensor.Payload = _payloads.Count;
        tensor.Converted = source is InlinePayload { Length: <= MostFollowed } few ? Halves(few.Bytes.Span) : default;
        _payloads.Add(converted);
    }

    /// <summary>A <c>Constant</c> node, or the filler of <c>ConstantOfShape</c>: whatever form its floats have, it becomes a tensor.</summary>
    public void ConvertAttribute(NodeProto node, string name)
    {
        var attribute = node.Attribute.First(attribute => attribute.Name is "value" or "value_float" or "value_floats");
        if (attribute.Name != "value")
        {
            var tensor = new TensorProto { DataType = (int)ElementType.Float32, FloatData = { attribute.Name == "value_float" ? [attribute.F] : attribute.Floats } };
            if (attribute.Name == "value_floats")
            {
                tensor.Dims.Add(attribute.Floats.Count);
            }

            node.Remove(attribute.Name);
            node.Set("value", tensor);
            attribute = node.Attribute("value")!;
        }

        Convert(attribute.T, name);
    }

    private Payload Source(TensorProto tensor)
    {
        if (tensor.HasPayload)
        {
            return _payloads[tensor.Payload];
        }

        if (tensor.HasRawData)
        {
            return new InlinePayload(tensor.RawData.Memory);
        }

        var bytes = new byte[tensor.FloatData.Count * sizeof(float)];
        for (var i = 0; i < tensor.FloatData.Count; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), tensor.FloatData[i]);
        }

        return new InlinePayload(bytes);
    }

    /// <summary>As the kernel rounds them.</summary>
    private static ImmutableArray<byte> Halves(ReadOnlySpan<byte> floats)
    {
        var halves = new byte[floats.Length / 2];
        for (var i = 0; i + sizeof(float) <= floats.Length; i += sizeof(float))
        {
            var value = BinaryPrimitives.ReadSingleLittleEndian(floats[i..]);
            var within = float.IsFinite(value) ? Math.Clamp(value, -(float)Half.MaxValue, (float)Half.MaxValue) : value;
            BinaryPrimitives.WriteHalfLittleEndian(halves.AsSpan(i / 2), (Half)within);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(halves);
    }
}
