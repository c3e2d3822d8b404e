using Microsoft.Win32.SafeHandles;

namespace QuantBuild.Rewriting;

/// <summary>What the workers of one rewrite share: the next blocks to take, the file they write, and what they found.</summary>
/// <param name="plan">What stands where.</param>
/// <param name="target">The file.</param>
/// <param name="artifact">Its name in failures.</param>
/// <param name="source">Where the hash of the source comes together; null where nobody asked for it.</param>
/// <param name="cancellation">Stops the workers.</param>
internal sealed class RewriteJob(RewritePlan plan, SafeFileHandle target, string artifact, SourceHashes? source, CancellationToken cancellation)
{
    private const int MostBlocksAtATime = 8;

    // A worker that reads the source in order misses less of it for the hash; enough is left for the others to take.
    private readonly int _blocksAtATime = source is null ? 1 : (int)Math.Clamp(BlockHash.Blocks(plan.Size) / MostBlocksAtATime, 1, MostBlocksAtATime);
    private readonly Lock _writing = new();
    private byte[] _hashes = new byte[checked((int)(BlockHash.Blocks(plan.Size) * BlockHash.Size))];
    private IReadOnlyList<long>? _only;
    private long _taken;
    private long _bytesRead;
    private long _bytesWritten;
    private RewriteFailure? _failure;
    private volatile bool _stopped;

    public RewritePlan Plan => plan;

    /// <summary>The file where it will stand.</summary>
    public string Artifact => artifact;

    public SourceHashes? Source => source;

    public ConversionTally Tally { get; } = new(plan.Tensors);

    public RewriteFailure? Failure => _failure;

    public bool Stopped => _stopped || cancellation.IsCancellationRequested;

    public long BytesRead => _bytesRead;

    public long BytesWritten => _bytesWritten;

    public string Hash => BlockHash.Combine(_hashes);

    /// <summary>No block is left to take.</summary>
    public bool Done => Stopped || Blocks(Volatile.Read(ref _taken)).IsEmpty;

    /// <summary>Blocks in a row that nobody has taken yet; null where none are left.</summary>
    public ByteSpan? TakeBlocks() => Blocks(Interlocked.Increment(ref _taken) - 1) is { IsEmpty: false } blocks && !Stopped ? blocks : null;

    /// <summary>Some blocks of the finished file once more, with other bytes in them.</summary>
    public RewriteJob Again(RewritePlan other, SafeFileHandle file, IReadOnlyList<long> starts) =>
        new(other, file, artifact, source: null, cancellation) { _hashes = _hashes, _only = starts };

    /// <summary>Where the hash of the block at <paramref name="start"/> belongs.</summary>
    public Span<byte> HashOf(long start) => _hashes.AsSpan((int)(start / BlockHash.BlockSize * BlockHash.Size), BlockHash.Size);

    public RewriteFailure? Write(ReadOnlySpan<byte> bytes, long position)
    {
        try
        {
            // File systems let one thread at a time write into a file, and make the others spin.
            lock (_writing)
            {
                RandomAccess.Write(target, bytes, position);
            }

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

    private ByteSpan Blocks(long turn)
    {
        var length = (long)_blocksAtATime * BlockHash.BlockSize;
        var start = _only is null ? checked(turn * length) : turn < _only.Count ? _only[(int)turn] : plan.Size;
        return new ByteSpan(start, Math.Max(start, Math.Min(start + length, plan.Size)));
    }
}
