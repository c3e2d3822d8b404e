namespace QuantBuild.Rewriting;

/// <summary>Workers beside the one of the caller's own thread: all of them at once, or as the run's cores become free.</summary>
internal sealed class RewriteHelpers(RewriteJob job, RewriteOptions options)
{
    private readonly List<Task> _running = [];
    private readonly int _most = (int)Math.Clamp(BlockHash.Blocks(job.Plan.Size), 1, options.Workers) - 1;

    /// <summary>Called between blocks: a core that another model has let go joins here.</summary>
    public void Recruit()
    {
        while (_running.Count < _most && !job.Done && options.Spare?.TryTake() != false)
        {
            _running.Add(Task.Factory.StartNew(Help, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        }
    }

    public void Wait() => Task.WaitAll(_running);

    private void Help()
    {
        try
        {
            RewriteWorker.Run(job, options.BufferSize, betweenBlocks: null);
        }
        finally
        {
            options.Spare?.GiveBack();
        }
    }
}
