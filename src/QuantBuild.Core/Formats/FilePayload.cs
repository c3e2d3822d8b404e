using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Formats;

/// <summary>A payload that stands in a file; more than one range where the source cut a field in pieces.</summary>
internal sealed record FilePayload(ImmutableArray<ByteRange> Ranges) : Payload
{
    public FilePayload(ByteRange range)
        : this([range])
    {
    }

    public override long Length
    {
        get
        {
            long length = 0;
            foreach (var range in Ranges)
            {
                length = checked(length + range.Length);
            }

            return length;
        }
    }

    /// <summary>The same bytes of the same files, wherever they were seen.</summary>
    public bool Equals(FilePayload? other) => other is not null && Ranges.AsSpan().SequenceEqual(other.Ranges.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var range in Ranges)
        {
            hash.Add(range);
        }

        return hash.ToHashCode();
    }
}
