using QuantBuild.Memory.Profiles;

namespace QuantBuild.Benchmarks.Calibration;

/// <summary>What a session takes beside weights and activations: a line over the nodes, through the middle of what models measure above them.</summary>
internal static class SessionCost
{
    /// <param name="rows">Models of different numbers of nodes.</param>
    /// <param name="inUse">What the rows do not show is left as it is.</param>
    public static SessionConstants Fit(IReadOnlyList<CalibrationRow> rows, SessionConstants inUse)
    {
        // The median of all slopes between two models (Theil and Sen): a model that is projected wrongly does not bend it.
        var slopes = rows.SelectMany(left => rows.Where(right => right.Nodes > left.Nodes), (left, right) => (right.Rest - left.Rest) / (right.Nodes - left.Nodes));
        var slope = Median(slopes) ?? inUse.NodeMegabytes;
        var start = Median(rows.Select(row => row.Rest - slope * row.Nodes)) ?? inUse.Megabytes;
        return inUse with { NodeMegabytes = Math.Round(slope, 4), Megabytes = Math.Round(start, 1) };
    }

    private static double? Median(IEnumerable<double> values) => values.Order().ToList() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : null;
}
