using QuantBuild.Formats;

namespace QuantBuild.Rewriting;

/// <summary>
/// Metadata that names the source's hash, which is known only once the source was read: the artifact is written with a place for it, and what
/// differs is written again.
/// </summary>
/// <param name="Sources">Files of the source, the model's first.</param>
/// <param name="LayoutWith">The same layout with the hash in its place; no length differs.</param>
internal sealed record LateStamp(IReadOnlyList<string> Sources, Func<string, ArtifactLayout> LayoutWith)
{
    /// <summary>First bytes of the blocks in which the layouts have other literal bytes.</summary>
    public static IReadOnlyList<long> ChangedBlocks(FileLayout before, FileLayout after)
    {
        var blocks = new SortedSet<long>();
        foreach (var (old, changed) in before.Segments.Zip(after.Segments))
        {
            if (old.Offset != changed.Offset || old.End != changed.End)
            {
                throw new ArgumentException($"A segment stood from {old.Offset} to {old.End} and now stands from {changed.Offset} to {changed.End}", nameof(after));
            }

            if ((old.Content, changed.Content) is (InlinePayload { Bytes: var from }, InlinePayload { Bytes: var to }) && !from.Span.SequenceEqual(to.Span))
            {
                AddBlocks(blocks, old.Offset, from.Span, to.Span);
            }
        }

        return [.. blocks];
    }

    private static void AddBlocks(SortedSet<long> blocks, long offset, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        for (var i = from.CommonPrefixLength(to); i < from.Length; i++)
        {
            if (from[i] != to[i])
            {
                blocks.Add((offset + i) / BlockHash.BlockSize * BlockHash.BlockSize);
            }
        }
    }
}
