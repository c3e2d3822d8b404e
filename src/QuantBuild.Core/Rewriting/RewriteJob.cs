using Microsoft.Win32.SafeHandles;

namespace QuantBuild.Rewriting;

/// <summary>What the workers of one rewrite share: the next block to take, the file they write, and what they found.</summary>
internal sealed class RewriteJob(RewritePlan plan, SafeFileHandle target, string artifact, CancellationToken cancellation)
{
    private readonly byte[] _hashes = new byte[checked((int)(BlockHash.Blocks(plan.Size) * BlockHash.Size))];
    private long _nextBlock;
    private long _bytesRead;
    private long _bytesWritten;
    private RewriteFailure? _failure;
    private volatile bool _stopped;

    public RewritePlan Plan => plan;

    public ConversionTally Tally { get; } = new(plan.Tensors);

    public RewriteFailure? Failure => _failure;

    public bool Stopped => _stopped || cancellation.IsCancellationRequested;

    public long BytesRead => _bytesRead;

    public long BytesWritten => _bytesWritten;

    public string Hash => BlockHash.Combine(_hashes);

    /// <summary>No block is left to take.</summary>
    public bool Done => Stopped || Volatile.Read(ref _nextBlock) * BlockHash.BlockSize >= plan.Size;

    /// <summary>The first byte of a block that nobody has taken yet; null where none is left.</summary>
    public long? TakeBlock()
    {
        var start = checked((Interlocked.Increment(ref _nextBlock) - 1) * BlockHash.BlockSize);
        return Stopped || start >= plan.Size ? null : start;
    }

    /// <summary>Where the hash of the block at <paramref name="start"/> belongs.</summary>
    public Span<byte> HashOf(long start) => _hashes.AsSpan((int)(start / BlockHash.BlockSize * BlockHash.Size), BlockHash.Size);

    public RewriteFailure? Write(ReadOnlySpan<byte> bytes, long position)
    {
        try
        {
            RandomAccess.Write(target, bytes, position);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return RewriteFailure.NotWritable(artifact, exception);
        }
    }

    public void Count(long read, long written)
    {
        Interlocked.Add(ref _bytesRead, read);
        Interlocked.Add(ref _bytesWritten, written);
    }

    /// <summary>The first failure is the one reported; the others usually follow from it.</summary>
    public void Fail(RewriteFailure failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        Stop();
    }

    public void Stop() => _stopped = true;
}
