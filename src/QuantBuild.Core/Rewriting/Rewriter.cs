using QuantBuild.Formats;

namespace QuantBuild.Rewriting;

/// <summary>Carries a layout out: block by block of the output, in any order and on any number of threads, to equal bytes and an equal hash.</summary>
internal static class Rewriter
{
    /// <summary>Writes the files into a temporary folder beside <paramref name="finalPath"/>; nothing stands there before <see cref="PendingArtifact.Commit"/>.</summary>
    /// <param name="layout">Of every file.</param>
    /// <param name="finalPath">Of the model.</param>
    /// <param name="options">What may be used.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="stamp">The layout again once the hash of the source is known, which this pass makes.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the temporary folder is gone.</exception>
    public static RewriteOutcome Write(ArtifactLayout layout, string finalPath, RewriteOptions options, CancellationToken cancellation, LateStamp? stamp = null)
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
            using var source = stamp is null ? null : SourceHashes.Open(stamp.Sources, out failure);
            if (failure is not null)
            {
                return new RewriteOutcome(null, failure);
            }

            var jobs = new List<RewriteJob>();
            IEnumerable<KeyValuePair<string, FileLayout>> files = [KeyValuePair.Create(Path.GetFileName(finalPath), layout.Model), .. layout.Data];
            foreach (var (name, file) in files)
            {
                if (WriteFile(folder, name, file, source, options, cancellation, out failure) is not { } job)
                {
                    return new RewriteOutcome(null, failure);
                }

                jobs.Add(job);
            }

            if (source is not null && Restamp(folder, layout.Model, jobs[0], source, stamp!, options, cancellation) is { } found)
            {
                return new RewriteOutcome(null, found);
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
        TemporaryFolder folder, string name, FileLayout layout, SourceHashes? source, RewriteOptions options, CancellationToken cancellation, out RewriteFailure? failure)
    {
        using var plan = RewritePlan.Open(layout, out failure);
        using var file = plan is null ? null : folder.CreateFile(name, layout.Size, out failure);
        if (plan is null || file is null)
        {
            return null;
        }

        var job = new RewriteJob(plan, file, Path.Combine(Path.GetDirectoryName(folder.Path)!, name), source, cancellation);
        Run(job, options);
        cancellation.ThrowIfCancellationRequested();
        failure = job.Failure;
        return failure is null ? job : null;
    }

    /// <summary>Writes the blocks again in which the source's hash stands.</summary>
    private static RewriteFailure? Restamp(
        TemporaryFolder folder, FileLayout written, RewriteJob job, SourceHashes source, LateStamp stamp, RewriteOptions options, CancellationToken cancellation)
    {
        if (source.Combine(out var failure) is not { } hash)
        {
            return failure;
        }

        var layout = stamp.LayoutWith(hash).Model;
        using var plan = RewritePlan.Open(layout, out failure);
        using var file = plan is null ? null : folder.OpenFile(Path.GetFileName(job.Artifact), out failure);
        if (plan is null || file is null)
        {
            return failure;
        }

        var again = job.Again(plan, file, LateStamp.ChangedBlocks(written, layout));
        Run(again, options with { Threads = 1 });
        cancellation.ThrowIfCancellationRequested();
        job.Count(again.BytesRead + source.BytesReadApart, again.BytesWritten);
        return again.Failure;
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
