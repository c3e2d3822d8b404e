using QuantBuild.Memory.Profiles;

namespace QuantBuild.Benchmarks.Calibration;

/// <summary>How far the default heap goes at most from its least towards its most.</summary>
internal static class HeapShares
{
    private const double Step = 0.05;
    private const double Largest = 2;

    /// <summary>Share of models whose measured peak the high end must cover.</summary>
    private const double Covered = 0.95;

    /// <param name="rows">Those that leave the heap nothing to decide are passed over.</param>
    /// <param name="session">As fitted.</param>
    /// <param name="inUse">Left as it is where no model decides.</param>
    public static HeapConstants Fit(IReadOnlyList<CalibrationRow> rows, SessionConstants session, HeapConstants inUse)
    {
        var decisive = rows.Where(row => row.HasLuck).ToList();
        if (decisive.Count == 0)
        {
            return inUse;
        }

        var shares = Enumerable.Range(0, (int)(Largest / Step) + 1).Select(step => Math.Round(step * Step, 2)).ToList();
        var high = shares.FirstOrDefault(share => decisive.Count(row => row.DefaultError(session, share) >= 0) >= Covered * decisive.Count, Largest);
        return inUse with { HighShare = high };
    }
}
