using QuantBuild.Execution;
using QuantBuild.Models;

namespace QuantBuild.Core.Tests.Execution;

public sealed class Memory_of_several_children
{
    private static readonly ByteSize All = ByteSize.FromMegabytes(900);

    private readonly List<ByteSize> _given = [];

    [Fact]
    public void Is_an_equal_share_for_one_that_fits_into_it()
    {
        using var memory = new ChildMemory(All, 3);
        Assert.Equal("done", memory.Run(ByteSize.FromMegabytes(300), Answers, CancellationToken.None).Response);
        Assert.Equal([ByteSize.FromMegabytes(300)], _given);
    }

    [Fact]
    public void Is_all_of_it_for_one_that_does_not_fit_or_that_runs_by_itself()
    {
        using var memory = new ChildMemory(All, 3);
        memory.Run(ByteSize.FromMegabytes(301), Answers, CancellationToken.None);
        using var single = new ChildMemory(All, 1);
        single.Run(ByteSize.FromMegabytes(1), Answers, CancellationToken.None);
        Assert.Equal([All, All], _given);
    }

    [Fact]
    public void Is_all_of_it_when_the_share_turns_out_to_be_too_little()
    {
        using var memory = new ChildMemory(All, 3);
        var outcome = memory.Run(ByteSize.FromMegabytes(10), given => given < All ? Ended(given) : Answers(given), CancellationToken.None);
        Assert.Equal("done", outcome.Response);

        // The word on a child that needs more than there is names all of it, as if nothing had run beside it.
        Assert.Equal(All.ToString(), memory.Run(ByteSize.FromMegabytes(10), Ended, CancellationToken.None).Death!.Detail);
    }

    [Fact]
    public async Task Is_not_given_twice()
    {
        using var memory = new ChildMemory(All, 2);
        var (used, most) = (0L, 0L);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() => memory.Run(ByteSize.FromMegabytes(number % 3 == 0 ? 800 : 100), Hold, CancellationToken.None))));
        Assert.Equal(All.Bytes, most);

        ExecutionOutcome<string> Hold(ByteSize given)
        {
            lock (memory)
            {
                most = Math.Max(most, used += given.Bytes);
            }

            Thread.Yield();
            lock (memory)
            {
                used -= given.Bytes;
            }

            return new("done", null);
        }
    }

    [Fact]
    public void Is_not_waited_for_by_one_that_is_cancelled()
    {
        using var memory = new ChildMemory(All, 2);
        using var cancellation = new CancellationTokenSource();
        memory.Run(
            ByteSize.FromMegabytes(1),
            _ =>
            {
                cancellation.Cancel();
                Assert.Throws<OperationCanceledException>(() => memory.Run(All, Answers, cancellation.Token));
                return new ExecutionOutcome<string>("done", null);
            },
            CancellationToken.None);

        // What it had gathered by then is there again.
        memory.Run(All, Answers, CancellationToken.None);
        Assert.Equal([All], _given);
    }

    private ExecutionOutcome<string> Answers(ByteSize given)
    {
        _given.Add(given);
        return new("done", null);
    }

    private static ExecutionOutcome<string> Ended(ByteSize given) => new(null, new ChildDeath(ChildEnd.MemoryLimit, 0, given.ToString()));
}
