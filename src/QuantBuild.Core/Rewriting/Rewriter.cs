using QuantBuild.Formats;

namespace QuantBuild.Rewriting;

/// <summary>Carries a layout out: block by block of the output, in any order and on any number of threads, to equal bytes and an equal hash.</summary>
internal static class Rewriter
{
    /// <summary>Writes a temporary file beside <paramref name="finalPath"/>; nothing stands there before <see cref="PendingArtifact.Commit"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the temporary file is gone.</exception>
    public static RewriteOutcome Write(FileLayout layout, string finalPath, RewriteOptions options, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Memory, RewriteOptions.MinimumMemory);
        cancellation.ThrowIfCancellationRequested();
        using var plan = RewritePlan.Open(layout, out var failure);
        var file = plan is null ? null : TemporaryFile.Create(finalPath, layout.Size, out failure);
        if (plan is null || file is null)
        {
            return new RewriteOutcome(null, failure);
        }

        PendingArtifact? artifact = null;
        try
        {
            var job = new RewriteJob(plan, file.Handle, finalPath, cancellation);
            Run(job, options);
            cancellation.ThrowIfCancellationRequested();
            if (job.Failure is null)
            {
                file.Close();
                artifact = Finish(job, file);
            }

            return new RewriteOutcome(artifact, job.Failure);
        }
        finally
        {
            if (artifact is null)
            {
                file.Dispose();
            }
        }
    }

    private static PendingArtifact Finish(RewriteJob job, TemporaryFile file) => new(file)
    {
        Size = new(job.Plan.Size),
        Hash = job.Hash,
        Notes = job.Tally.ToNotes(),
        BytesRead = new(job.BytesRead),
        BytesWritten = new(job.BytesWritten),
    };

    // The caller's thread is a worker too: one thread starts no other.
    private static void Run(RewriteJob job, RewriteOptions options)
    {
        var workers = (int)Math.Clamp(BlockHash.Blocks(job.Plan.Size), 1, options.Workers);
        var others = new Task[workers - 1];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = Task.Factory.StartNew(
                () => Work(job, options.BufferSize), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        try
        {
            Work(job, options.BufferSize);
        }
        finally
        {
            Task.WaitAll(others);
        }
    }

    private static void Work(RewriteJob job, int bufferSize)
    {
        using var worker = new RewriteWorker(job, bufferSize);
        try
        {
            worker.Run();
        }
        catch
        {
            job.Stop();
            throw;
        }
    }
}
