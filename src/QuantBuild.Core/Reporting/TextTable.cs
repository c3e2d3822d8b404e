namespace QuantBuild.Reporting;

/// <summary>Aligned columns; one without content takes no place. What does not fit is dropped from the right, a column at a time: a number is whole or absent.</summary>
/// <param name="rightAligned">A flag a column.</param>
internal sealed class TextTable(params bool[] rightAligned)
{
    private const string Gap = "  ";

    private readonly List<TextSpan[]> _rows = [];

    public void Add(params TextSpan[] cells) => _rows.Add(cells);

    /// <summary>The widths of the columns that fit, after the first was shortened to at least <paramref name="shortest"/> characters.</summary>
    public int[] Fit(int width, int shortest)
    {
        var widths = new int[rightAligned.Length];
        for (var column = 0; column < widths.Length; column++)
        {
            widths[column] = _rows.Count == 0 ? 0 : _rows.Max(row => column < row.Length ? row[column].Text.Length : 0);
        }

        widths[0] = Math.Max(Math.Min(widths[0], shortest), Math.Min(widths[0], width - Total(widths.AsSpan(1)) - Gap.Length));
        var fitting = widths.Length;
        while (fitting > 1 && Total(widths.AsSpan(0, fitting)) > width)
        {
            fitting--;
        }

        return widths[..fitting];
    }

    public TextLine Line(int row, int[] widths)
    {
        var spans = new List<TextSpan>();
        for (var column = 0; column < Math.Min(widths.Length, _rows[row].Length); column++)
        {
            if (widths[column] == 0)
            {
                continue;
            }

            var cell = _rows[row][column];
            var text = Shorten(cell.Text, widths[column]);
            text = rightAligned[column] ? text.PadLeft(widths[column]) : text.PadRight(widths[column]);
            spans.Add(cell with { Text = (column == 0 ? "" : Gap) + text });
        }

        return new TextLine([.. spans]);
    }

    public IEnumerable<TextLine> Lines(int width, int shortest)
    {
        var widths = Fit(width, shortest);
        for (var row = 0; row < _rows.Count; row++)
        {
            yield return Line(row, widths);
        }
    }

    /// <summary>Keeps both ends: names of layers and files tell most there.</summary>
    public static string Shorten(string text, int width)
    {
        if (text.Length <= width)
        {
            return text;
        }

        var head = (width - 1) / 3;
        return string.Concat(text.AsSpan(0, head), "…", text.AsSpan(text.Length - (width - 1 - head)));
    }

    public static int Total(ReadOnlySpan<int> widths)
    {
        var total = 0;
        foreach (var width in widths)
        {
            total += width == 0 ? 0 : width + Gap.Length;
        }

        return Math.Max(0, total - Gap.Length);
    }
}
