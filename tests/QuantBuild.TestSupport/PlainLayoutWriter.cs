using System.Runtime.InteropServices;
using QuantBuild.Formats;

namespace QuantBuild.TestSupport;

/// <summary>Carries out a layout in the plainest way, in memory: what the real rewriter is compared with.</summary>
internal static class PlainLayoutWriter
{
    public static byte[] Write(FileLayout layout)
    {
        var output = new byte[layout.Size.Bytes];
        foreach (var segment in layout.Segments)
        {
            Bytes(segment.Content).CopyTo(output.AsSpan((int)segment.Offset));
        }

        return output;
    }

    public static byte[] Bytes(Payload payload) => payload switch
    {
        InlinePayload inline => inline.Bytes.ToArray(),
        FilePayload file => [.. file.Ranges.SelectMany(range => Read(range.File, range.Offset, range.Length))],
        ConvertedPayload { Conversion: PayloadConversion.Float32ToFloat16 } converted => ToHalf(Bytes(converted.Source)),
        _ => throw new ArgumentOutOfRangeException(nameof(payload), payload, null),
    };

    private static byte[] Read(string path, long offset, long length)
    {
        using var file = File.OpenHandle(path);
        var bytes = new byte[length];
        Assert(RandomAccess.Read(file, bytes, offset) == length);
        return bytes;
    }

    private static byte[] ToHalf(byte[] bytes)
    {
        var values = MemoryMarshal.Cast<byte, float>(bytes);
        var halves = new Half[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            halves[i] = float.IsFinite(values[i]) ? (Half)Math.Clamp(values[i], -65504f, 65504f) : (Half)values[i];
        }

        return MemoryMarshal.AsBytes(halves.AsSpan()).ToArray();
    }

    private static void Assert(bool condition) => Xunit.Assert.True(condition, "the file is shorter than its payloads");
}
