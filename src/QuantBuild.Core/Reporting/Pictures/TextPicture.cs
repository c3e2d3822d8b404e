using System.Globalization;
using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Reporting.Pictures;

/// <summary>The picture as a bar chart in a terminal: a column for loading, one for each stretch of steps, one for later runs.</summary>
internal static class TextPicture
{
    private const int Rows = 10;
    private const int ScaleWidth = 10;
    private const int MostColumns = 96;
    private const int ShortestName = 12;
    private const string Eighths = " ▁▂▃▄▅▆▇█";

    public static IEnumerable<TextLine> Lines(MemoryPicture picture, TextOptions options)
    {
        var columns = Columns(picture, Math.Clamp(options.Width - ScaleWidth - 8, 8, MostColumns));
        var budgetRow = picture.Budget is { } budget ? RowOf(budget, picture.Top) : -1;
        yield return TextLine.Of(new TextSpan($"{picture.Title}: memory over the {Steps(picture.Curve.Steps)} of the first run", Tone.Strong));
        for (var row = Rows - 1; row >= 0; row--)
        {
            var scale = row == Rows - 1 ? picture.Top.ToString() : row == budgetRow ? "budget" : string.Empty;
            var bars = string.Concat(columns.Select(column => Cell(column, row, picture.Top, row == budgetRow)));
            yield return TextLine.Of(
                new TextSpan($"{scale.PadLeft(ScaleWidth)} ", Tone.Quiet),
                new TextSpan($"{bars[0]} ", Tone.Quiet),
                new TextSpan(bars[1..^1]),
                new TextSpan($" {bars[^1]}", Tone.Quiet));
        }

        var peak = columns.Count == 2 ? 0 : PeakColumn(columns);
        yield return TextLine.Of(new TextSpan($"{new string(' ', ScaleWidth + 3 + peak)}▲", Tone.Strong));
        yield return TextLine.Of($"{new string(' ', ScaleWidth + 1)}peak of the run at step {picture.Curve.Peak.Step + 1}, {picture.Curve.Peak.Node}: {picture.Curve.Peak.Bytes} of activations");
        foreach (var living in picture.Curve.Living)
        {
            yield return TextLine.Of(new TextSpan($"{new string(' ', ScaleWidth + 3)}{living.Bytes.ToString().PadLeft(9)}  {living.Shape}  {Shortened(living, options)}", Tone.Quiet));
        }

        yield return TextLine.Of(new TextSpan($"{new string(' ', ScaleWidth + 1)}first column: {picture.LoadPeak} while loading; last: {picture.SteadyPeak} in later runs; floor: {picture.Floor}", Tone.Quiet));
    }

    private static string Shortened(LivingBuffer living, TextOptions options) =>
        TextTable.Shorten(living.Value, Math.Max(ShortestName, options.Width - ScaleWidth - 16 - living.Shape.Length));

    private static List<ByteSize> Columns(MemoryPicture picture, int wanted)
    {
        var points = picture.Curve.Points;
        var count = Math.Min(wanted, points.Count);
        return
        [
            picture.LoadPeak,
            .. Enumerable.Range(0, count).Select(column => picture.Floor + Highest(points, column, count)),
            picture.SteadyPeak,
        ];
    }

    private static ByteSize Highest(IReadOnlyList<CurvePoint> points, int column, int columns) => Enumerable
        .Range(column * points.Count / columns, ((column + 1) * points.Count / columns) - (column * points.Count / columns))
        .Max(point => points[point].Bytes);

    private static char Cell(ByteSize size, int row, ByteSize top, bool budget)
    {
        var eighths = (int)Math.Round(size.Bytes * Rows * 8.0 / Math.Max(1, top.Bytes)) - row * 8;
        return eighths <= 0 && budget ? '╌' : Eighths[Math.Clamp(eighths, 0, 8)];
    }

    private static int RowOf(ByteSize size, ByteSize top) => Math.Clamp((int)Math.Ceiling(size.Bytes * (double)Rows / Math.Max(1, top.Bytes)) - 1, 0, Rows - 1);

    private static int PeakColumn(List<ByteSize> columns)
    {
        var run = columns[1..^1];
        return run.IndexOf(run.Max());
    }

    private static string Steps(int steps) => steps == 1 ? "one step" : string.Create(CultureInfo.InvariantCulture, $"{steps} steps");
}
