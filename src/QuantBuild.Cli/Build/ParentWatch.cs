using System.Diagnostics;

namespace QuantBuild.Cli.Build;

/// <summary>A build that is killed does not say so: where the waiting process is gone, nobody wants the result.</summary>
internal sealed class ParentWatch : IDisposable
{
    private readonly CancellationTokenSource _stop;

    public ParentWatch(int? parent, CancellationToken interrupted)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        if (parent is { } id)
        {
            _ = WatchAsync(id);
        }
    }

    /// <summary>Cancelled when the parent is gone, or somebody interrupts.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task WatchAsync(int id)
    {
        var token = _stop.Token;
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync(token).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            // It ended before anyone could look at it.
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
    }
}
