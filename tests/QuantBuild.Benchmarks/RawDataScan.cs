using QuantBuild.Models;

namespace QuantBuild.Benchmarks;

/// <summary>Where the <c>raw_data</c> of a generated model stands; enough for the models of this program, and for nothing else.</summary>
internal sealed class RawDataScan(FileStream file)
{
    private const ulong Graph = (7 << 3) | 2;
    private const ulong Initializer = (5 << 3) | 2;
    private const ulong RawData = (9 << 3) | 2;

    public static List<ByteRange> Of(string model)
    {
        using var file = File.OpenRead(model);
        var found = new List<ByteRange>();
        new RawDataScan(file).Message(file.Length, [Graph, Initializer, RawData], found);
        return found;
    }

    private void Message(long end, ReadOnlySpan<ulong> path, List<ByteRange> found)
    {
        while (file.Position < end)
        {
            var tag = Varint();
            var value = (long)Varint();
            if ((tag & 7) != 2)
            {
                continue;
            }

            var fieldEnd = file.Position + value;
            if (tag == path[0] && path.Length > 1)
            {
                Message(fieldEnd, path[1..], found);
            }
            else if (tag == path[0])
            {
                found.Add(new ByteRange(file.Name, file.Position, value));
            }

            file.Position = fieldEnd;
        }
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = file.ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
