using System.Collections.Immutable;
using QuantBuild.Models;

namespace QuantBuild.Formats;

/// <summary>An output file as a sequence of segments without gaps.</summary>
internal sealed record FileLayout(ImmutableArray<LayoutSegment> Segments)
{
    public ByteSize Size => new(Segments.Length == 0 ? 0 : Segments[^1].End);
}
