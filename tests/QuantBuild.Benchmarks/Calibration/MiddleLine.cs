namespace QuantBuild.Benchmarks.Calibration;

/// <summary>A line through the middle of points: a model that is projected wrongly does not bend it.</summary>
internal static class MiddleLine
{
    /// <summary>The median of all slopes between two points, and the median start of a line that steep (Theil and Sen); null where no two points differ.</summary>
    public static (double Start, double Slope)? Through(IReadOnlyList<(double X, double Y)> points)
    {
        var slopes = points.SelectMany(left => points.Where(right => right.X > left.X), (left, right) => (right.Y - left.Y) / (right.X - left.X));
        return Median(slopes) is { } slope && Median(points.Select(point => point.Y - slope * point.X)) is { } start ? (start, slope) : null;
    }

    public static double? Median(IEnumerable<double> values) => values.Order().ToList() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : null;
}
