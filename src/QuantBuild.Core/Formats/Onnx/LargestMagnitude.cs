using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using QuantBuild.Formats.Onnx.Proto;

namespace QuantBuild.Formats.Onnx;

/// <summary>The largest finite magnitude in a stored float32 tensor, read a block at a time.</summary>
internal static class LargestMagnitude
{
    private const int Block = 1 << 20;

    public static double Of(TensorProto tensor, IReadOnlyList<Payload> payloads) =>
        tensor.HasPayload ? Largest(payloads[tensor.Payload])
        : tensor.HasRawData ? Largest(tensor.RawData.Span)
        : Largest(MemoryMarshal.AsBytes<float>(tensor.FloatData.ToArray()));

    private static double Largest(Payload payload) => payload switch
    {
        InlinePayload inline => Largest(inline.Bytes.Span),
        FilePayload file => Largest(file),
        _ => throw new ArgumentOutOfRangeException(nameof(payload), payload, "A source has no converted payloads."),
    };

    private static double Largest(FilePayload payload)
    {
        var buffer = new byte[Math.Min(Block, payload.Length)];
        var (largest, filled) = (0.0, 0);
        foreach (var range in payload.Ranges)
        {
            using var file = File.OpenHandle(range.File);
            for (var offset = range.Offset; offset < range.End;)
            {
                var read = RandomAccess.Read(file, buffer.AsSpan(filled, (int)Math.Min(buffer.Length - filled, range.End - offset)), offset);
                if (read == 0)
                {
                    throw new EndOfStreamException($"'{range.File}' ended while its tensors were read.");
                }

                offset += read;
                filled += read;
                if (filled == buffer.Length || offset == range.End)
                {
                    // A range may end within an element; its beginning waits for the rest.
                    var whole = filled - filled % sizeof(float);
                    largest = Math.Max(largest, Largest(buffer.AsSpan(0, whole)));
                    buffer.AsSpan(whole, filled - whole).CopyTo(buffer);
                    filled -= whole;
                }
            }
        }

        return largest;
    }

    private static double Largest(ReadOnlySpan<byte> bytes)
    {
        var values = MemoryMarshal.Cast<byte, float>(bytes);
        if (values.IsEmpty)
        {
            return 0;
        }

        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(values));
        if (float.IsFinite(largest))
        {
            return largest;
        }

        largest = 0;
        foreach (var value in values)
        {
            largest = float.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        }

        return largest;
    }
}
