using System.IO.Hashing;

namespace QuantBuild.Rewriting;

/// <summary>Takes blocks of the output until none is left; each goes through its buffer in pieces: fill, hash, write.</summary>
internal sealed class RewriteWorker(RewriteJob job, int bufferSize) : IDisposable
{
    private readonly NativeBuffer _output = new(bufferSize);
    private readonly NativeBuffer _elements = new(bufferSize);
    private readonly XxHash128 _hash = new();
    private readonly PassingBytes _passing = new(job.Source);
    private long _bytesWritten;

    /// <summary>Where it fails on a bug, the others stop too.</summary>
    public static void Run(RewriteJob job, int bufferSize, Action? betweenBlocks)
    {
        using var worker = new RewriteWorker(job, bufferSize);
        try
        {
            worker.Run(betweenBlocks);
        }
        catch
        {
            job.Stop();
            throw;
        }
    }

    public void Dispose()
    {
        _output.Dispose();
        _elements.Dispose();
    }

    private void Run(Action? betweenBlocks)
    {
        betweenBlocks?.Invoke();
        while (job.TakeBlocks() is { } blocks)
        {
            for (var start = blocks.Start; start < blocks.End && !job.Stopped; start += BlockHash.BlockSize)
            {
                if (Block(start, Math.Min(start + BlockHash.BlockSize, blocks.End)) is { } failure)
                {
                    job.Fail(failure);
                }

                betweenBlocks?.Invoke();
            }
        }

        job.Count(_passing.Count, _bytesWritten);
    }

    private RewriteFailure? Block(long start, long end)
    {
        for (var position = start; position < end && !job.Stopped;)
        {
            var piece = _output.Bytes[..(int)Math.Min(bufferSize, end - position)];
            var failure = Fill(position, piece);
            _hash.Append(piece);
            if ((failure ?? job.Write(piece, position)) is { } found)
            {
                return found;
            }

            position += piece.Length;
            _bytesWritten += piece.Length;
        }

        _hash.GetHashAndReset(job.HashOf(start));
        return null;
    }

    private RewriteFailure? Fill(long position, Span<byte> target)
    {
        for (var index = job.Plan.Find(position); target.Length > 0; index++)
        {
            var segment = job.Plan[index];
            var part = target[..(int)Math.Min(target.Length, segment.End - position)];
            var offset = position - segment.Start;
            var failure = segment.Kernel is null
                ? segment.Source.Read(offset, part, _passing)
                : Convert(segment, offset, part);
            if (failure is not null)
            {
                return failure;
            }

            position += part.Length;
            target = target[part.Length..];
        }

        return null;
    }

    private RewriteFailure? Convert(PlannedSegment segment, long offset, Span<byte> target)
    {
        var kernel = segment.Kernel!;
        while (target.Length > 0)
        {
            var (first, skip) = Math.DivRem(offset, kernel.TargetWidth);
            var needed = (skip + target.Length + kernel.TargetWidth - 1) / kernel.TargetWidth;
            var count = (int)Math.Min(needed, bufferSize / kernel.SourceWidth);
            var elements = _elements.Bytes[..(count * kernel.SourceWidth)];
            if (segment.Source.Read(first * kernel.SourceWidth, elements, _passing) is { } failure)
            {
                return failure;
            }

            var part = target[..(int)Math.Min(target.Length, (count * kernel.TargetWidth) - skip)];
            job.Tally.Add(segment.Tensor, ElementCut.Convert(kernel, elements, (int)skip, part));
            offset += part.Length;
            target = target[part.Length..];
        }

        return null;
    }
}
