namespace QuantBuild.Rewriting;

/// <summary>Cores of a run that nothing uses at the moment: a rewrite takes them one by one while it lasts, and gives them back.</summary>
internal sealed class SpareCores(int count)
{
    private int _free = count;

    public bool TryTake()
    {
        for (var free = Volatile.Read(ref _free); free > 0; free = Volatile.Read(ref _free))
        {
            if (Interlocked.CompareExchange(ref _free, free - 1, free) == free)
            {
                return true;
            }
        }

        return false;
    }

    public void GiveBack() => Interlocked.Increment(ref _free);
}
