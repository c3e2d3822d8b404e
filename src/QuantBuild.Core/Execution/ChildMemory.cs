using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>
/// Memory for the children of a run: an equal share each, and all of it for one that needs more, when no other runs. What a child may use in the
/// end does not depend on what ran beside it.
/// </summary>
/// <param name="all">What is at hand before any of them runs.</param>
/// <param name="shares">Children at a time.</param>
internal sealed class ChildMemory(ByteSize all, int shares) : IDisposable
{
    private readonly SemaphoreSlim _free = new(shares);
    private readonly Lock _alone = new();

    public ByteSize All => all;

    private ByteSize Share => new(all.Bytes / shares);

    /// <param name="expected">What the child will probably use.</param>
    /// <param name="child">Runs it within the memory it is given.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public ExecutionOutcome<TResponse> Run<TResponse>(ByteSize expected, Func<ByteSize, ExecutionOutcome<TResponse>> child, CancellationToken cancellation)
        where TResponse : class
    {
        if (shares > 1 && expected <= Share && BesideOthers(child, cancellation) is { Death: not { End: ChildEnd.MemoryLimit } } outcome)
        {
            return outcome;
        }

        return Alone(child, cancellation);
    }

    public void Dispose() => _free.Dispose();

    private ExecutionOutcome<TResponse> BesideOthers<TResponse>(Func<ByteSize, ExecutionOutcome<TResponse>> child, CancellationToken cancellation)
        where TResponse : class
    {
        _free.Wait(cancellation);
        try
        {
            return child(Share);
        }
        finally
        {
            _free.Release();
        }
    }

    private ExecutionOutcome<TResponse> Alone<TResponse>(Func<ByteSize, ExecutionOutcome<TResponse>> child, CancellationToken cancellation)
        where TResponse : class
    {
        // One at a time gathers the shares: two that each hold a part would wait for each other.
        lock (_alone)
        {
            var held = 0;
            try
            {
                for (; held < shares; held++)
                {
                    _free.Wait(cancellation);
                }

                return child(all);
            }
            finally
            {
                if (held > 0)
                {
                    _free.Release(held);
                }
            }
        }
    }
}
