using QuantBuild.Formats;

namespace QuantBuild.Rewriting;

/// <summary>Carries a layout out: block by block of the output, in any order and on any number of threads, to equal bytes and an equal hash.</summary>
internal static class Rewriter
{
    /// <summary>Writes the files into a temporary folder beside <paramref name="finalPath"/>; nothing stands there before <see cref="PendingArtifact.Commit"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the temporary folder is gone.</exception>
    public static RewriteOutcome Write(ArtifactLayout layout, string finalPath, RewriteOptions options, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Memory, RewriteOptions.MinimumMemory);
        cancellation.ThrowIfCancellationRequested();
        if (TemporaryFolder.Create(finalPath, layout.Size, out var failure) is not { } folder)
        {
            return new RewriteOutcome(null, failure);
        }

        PendingArtifact? artifact = null;
        try
        {
            var jobs = new List<RewriteJob>();
            IEnumerable<KeyValuePair<string, FileLayout>> files = [KeyValuePair.Create(Path.GetFileName(finalPath), layout.Model), .. layout.Data];
            foreach (var (name, file) in files)
            {
                if (WriteFile(folder, name, file, options, cancellation, out failure) is not { } job)
                {
                    return new RewriteOutcome(null, failure);
                }

                jobs.Add(job);
            }

            return new RewriteOutcome(artifact = Finish(folder, files.Select(file => file.Key), jobs), null);
        }
        finally
        {
            if (artifact is null)
            {
                folder.Dispose();
            }
        }
    }

    private static RewriteJob? WriteFile(
        TemporaryFolder folder, string name, FileLayout layout, RewriteOptions options, CancellationToken cancellation, out RewriteFailure? failure)
    {
        using var plan = RewritePlan.Open(layout, out failure);
        using var file = plan is null ? null : folder.CreateFile(name, layout.Size, out failure);
        if (plan is null || file is null)
        {
            return null;
        }

        var job = new RewriteJob(plan, file, Path.Combine(Path.GetDirectoryName(folder.Path)!, name), cancellation);
        Run(job, options);
        cancellation.ThrowIfCancellationRequested();
        failure = job.Failure;
        return failure is null ? job : null;
    }

    private static PendingArtifact Finish(TemporaryFolder folder, IEnumerable<string> names, List<RewriteJob> jobs) =>
        new(folder, [.. names.Zip(jobs, (name, job) => new WrittenFile(name, new(job.Plan.Size), job.Hash))])
        {
            Notes = [.. jobs.SelectMany(job => job.Tally.ToNotes())],
            BytesRead = new(jobs.Sum(job => job.BytesRead)),
            BytesWritten = new(jobs.Sum(job => job.BytesWritten)),
        };

    // The caller's thread is a worker too: one thread starts no other.
    private static void Run(RewriteJob job, RewriteOptions options)
    {
        var helpers = new RewriteHelpers(job, options);
        try
        {
            RewriteWorker.Run(job, options.BufferSize, helpers.Recruit);
        }
        finally
        {
            helpers.Wait();
        }
    }
}
