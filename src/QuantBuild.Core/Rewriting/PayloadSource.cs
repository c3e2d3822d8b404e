using QuantBuild.Formats;

namespace QuantBuild.Rewriting;

/// <summary>An unconverted payload as bytes that can be read from any offset.</summary>
internal sealed class PayloadSource
{
    private readonly SourcePiece[] _pieces;
    private readonly long[] _starts;

    private PayloadSource(SourcePiece[] pieces)
    {
        _pieces = pieces;
        _starts = Array.ConvertAll(pieces, piece => piece.Start);
    }

    public static PayloadSource? Open(Payload payload, SourceFiles files, out RewriteFailure? failure)
    {
        failure = null;
        switch (payload)
        {
            case InlinePayload inline:
                return new PayloadSource([new SourcePiece(0, null, default, inline.Bytes)]);
            case FilePayload file:
                var pieces = new SourcePiece[file.Ranges.Length];
                long start = 0;
                for (var i = 0; i < pieces.Length; i++)
                {
                    if (files.Open(file.Ranges[i].File, out failure) is not { } handle)
                    {
                        return null;
                    }

                    pieces[i] = new SourcePiece(start, handle, file.Ranges[i], default);
                    start += file.Ranges[i].Length;
                }

                return new PayloadSource(pieces);
            default:
                throw new ArgumentException($"{payload.GetType().Name} holds no bytes of its own", nameof(payload));
        }
    }

    /// <summary>Fills the target from <paramref name="offset"/> on; what came from files passes <paramref name="passing"/>.</summary>
    public RewriteFailure? Read(long offset, Span<byte> target, PassingBytes passing)
    {
        var index = Array.BinarySearch(_starts, offset);
        for (index = index < 0 ? ~index - 1 : index; target.Length > 0; index++)
        {
            ref readonly var piece = ref _pieces[index];
            var within = offset - piece.Start;
            var length = (int)Math.Min(target.Length, piece.Length - within);
            if (piece.Read(within, target[..length]) is { } failure)
            {
                return failure;
            }

            if (piece.File is not null)
            {
                passing.Pass(piece.Range.File, piece.Range.Offset + within, target[..length]);
            }

            offset += length;
            target = target[length..];
        }

        return null;
    }
}
