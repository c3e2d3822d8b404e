using QuantBuild.Memory.Profiles;

namespace QuantBuild.Benchmarks.Calibration;

/// <summary>What a session takes beside weights and activations: a line over the nodes, through the middle of what models measure above them.</summary>
internal static class SessionCost
{
    /// <param name="rows">Models of different numbers of nodes.</param>
    /// <param name="inUse">What the rows do not show is left as it is.</param>
    public static SessionConstants Fit(IReadOnlyList<CalibrationRow> rows, SessionConstants inUse)
    {
        return MiddleLine.Through([.. rows.Select(row => ((double)row.Nodes, row.Rest))]) is { } line
            ? inUse with { NodeMegabytes = Math.Round(line.Slope, 4), Megabytes = Math.Round(line.Start, 1) }
            : inUse;
    }
}
