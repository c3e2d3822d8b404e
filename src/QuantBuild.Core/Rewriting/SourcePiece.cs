using Microsoft.Win32.SafeHandles;
using QuantBuild.Models;

namespace QuantBuild.Rewriting;

/// <summary>Consecutive bytes of a payload: in a file, or (without a handle) in memory.</summary>
internal readonly record struct SourcePiece(long Start, SafeFileHandle? File, ByteRange Range, ReadOnlyMemory<byte> Bytes)
{
    public long Length => File is null ? Bytes.Length : Range.Length;

    /// <summary>Fills the target from the piece's <paramref name="offset"/> on.</summary>
    public RewriteFailure? Read(long offset, Span<byte> target)
    {
        if (File is null)
        {
            Bytes.Span.Slice((int)offset, target.Length).CopyTo(target);
            return null;
        }

        try
        {
            for (var done = 0; done < target.Length;)
            {
                var position = Range.Offset + offset + done;
                var read = RandomAccess.Read(File, target[done..], position);
                if (read == 0)
                {
                    return RewriteFailure.SourceTruncated(Range.File, RandomAccess.GetLength(File), Range.End);
                }

                done += read;
            }

            return null;
        }
        catch (IOException exception)
        {
            return RewriteFailure.SourceUnreadable(Range.File, exception);
        }
    }
}
