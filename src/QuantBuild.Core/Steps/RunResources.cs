using System.Runtime.ExceptionServices;
using QuantBuild.Execution;
using QuantBuild.Models;
using QuantBuild.Requests;
using QuantBuild.Rewriting;

namespace QuantBuild.Steps;

/// <summary>What a run may use at a time, for all its models together: cores, buffers, and memory for its children.</summary>
/// <remarks>Who works on a model has a core, and its child runs on that one; a rewrite takes cores that nobody has besides.</remarks>
internal sealed class RunResources : IDisposable
{
    /// <summary>More workers of one rewrite than these wait for the disk.</summary>
    private const int UsefulWorkers = 2;

    private readonly RunRequest _run;
    private readonly SpareCores _cores;
    private readonly ChildMemory _children;

    public RunResources(RunRequest run)
    {
        var asked = run.Threads > 0 ? run.Threads : run.Cores > 0 ? run.Cores : Environment.ProcessorCount;
        var cores = (int)Math.Clamp(run.RewriteMemory.Bytes / RewriteOptions.MinimumMemory.Bytes, 1, asked);
        AtATime = Math.Clamp(run.Models.Count, 1, cores);
        _run = run;
        _cores = new SpareCores(cores);
        _children = new ChildMemory(MemoryAtHand.Measure(), AtATime);
        Client = new ExecutionClient(shared: _children);
        var workers = Math.Min(run.Threads > 0 ? run.Threads : UsefulWorkers, cores);
        Rewrite = new RewriteOptions(new ByteSize(run.RewriteMemory.Bytes / cores * workers), workers) { Spare = _cores };
    }

    /// <summary>Models.</summary>
    public int AtATime { get; }

    /// <summary>Of each rewrite.</summary>
    public RewriteOptions Rewrite { get; }

    public ExecutionClient Client { get; }

    /// <summary>Before any child ran: what is verified does not depend on who runs beside it.</summary>
    public ByteSize AvailableToChildren => _children.All;

    public void Dispose() => _children.Dispose();

    /// <summary>Several models at a time, the largest first; results in the order of <paramref name="items"/>.</summary>
    /// <param name="step">What is done, for <see cref="RunRequest.Progress"/>.</param>
    /// <param name="items">A model each.</param>
    /// <param name="model">Whose item it is.</param>
    /// <param name="work">Done on one of several threads.</param>
    public IReadOnlyList<TResult> Each<T, TResult>(string step, IReadOnlyList<T> items, Func<T, ModelRequest> model, Func<T, TResult> work)
    {
        if (items.Count == 0)
        {
            return [];
        }

        var results = new TResult[items.Count];
        var failures = new ExceptionDispatchInfo?[items.Count];
        var order = LargestFirst([.. items.Select(item => SizeOf(model(item)))]);
        var taken = 0;
        var stopped = false;

        // All cores before any work: a rewrite of the first model would take what the second is about to need.
        var lanes = 0;
        while (lanes < Math.Min(items.Count, AtATime) && _cores.TryTake())
        {
            lanes++;
        }

        var others = new Task[lanes - 1];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = Task.Factory.StartNew(Lane, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        Lane();
        Task.WaitAll(others);
        failures.FirstOrDefault(failure => failure is not null)?.Throw();
        return results;

        void Lane()
        {
            for (int number; !Volatile.Read(ref stopped) && (number = Interlocked.Increment(ref taken)) <= order.Length;)
            {
                var index = order[number - 1];
                _run.Progress?.Invoke(new RunProgress(step, model(items[index]).DisplayPath, number, order.Length));
                try
                {
                    results[index] = work(items[index]);
                }
#pragma warning disable CA1031 // Thrown again on the caller's thread, when every other model is let go of.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    failures[index] = ExceptionDispatchInfo.Capture(exception);
                    Volatile.Write(ref stopped, true);
                }
            }

            _cores.GiveBack();
        }
    }

    /// <summary>Which of them; equal ones in their own order.</summary>
    private static int[] LargestFirst(long[] sizes)
    {
        var order = new int[sizes.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (left, right) => sizes[right].CompareTo(sizes[left]) is var larger and not 0 ? larger : left.CompareTo(right));
        return order;
    }

    private static long SizeOf(ModelRequest model) => File.Exists(model.Path) ? new FileInfo(model.Path).Length : 0;
}
