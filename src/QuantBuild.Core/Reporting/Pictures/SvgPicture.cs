using System.Globalization;
using System.Xml.Linq;
using QuantBuild.Diagnostics;
using QuantBuild.Models;

namespace QuantBuild.Reporting.Pictures;

// https://www.w3.org/TR/SVG2/

/// <summary>The picture as a drawing of its own: a filled curve, the floor below it, lines for loading, later runs and the budget.</summary>
internal static class SvgPicture
{
    private const int Width = 960;
    private const int Height = 420;
    private const int Left = 90;
    private const int Right = 20;
    private const int Top = 56;
    private const int Bottom = 64;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Draw(MemoryPicture picture)
    {
        var scale = new PictureScale(picture.Top * 1.05, Height - Top - Bottom, picture.Curve.Points.Count, Width - Left - Right);
        XElement[] marks = [.. Grid(scale), .. Areas(picture, scale), .. Levels(picture, scale), .. Peak(picture, scale)];
        var root = new XElement(Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {Height}"),
            new XAttribute("width", Width),
            new XAttribute("height", Height),
            new XAttribute("font-family", "system-ui, sans-serif"),
            new XAttribute("font-size", 12),
            new XElement(Svg + "title", $"Memory of {PrintableText.Of(picture.Title)} over the steps of its first run"),
            new XElement(Svg + "rect", new XAttribute("width", Width), new XAttribute("height", Height), new XAttribute("fill", "#ffffff")),
            Text(Left, 24, $"{picture.Title}: memory over the steps of the first run", "#1f2328", 16),
            Text(Left, 42, $"floor {picture.Floor} (process and session); {picture.LoadPeak} while loading; {picture.SteadyPeak} in later runs", "#59636e"),
            marks,
            Text(Left, Height - 12, "0", "#59636e"),
            Text(Width - Right, Height - 12, string.Create(CultureInfo.InvariantCulture, $"step {picture.Curve.Steps}"), "#59636e", anchor: "end"));
        return root.ToString() + "\n";
    }

    private static IEnumerable<XElement> Grid(PictureScale scale)
    {
        foreach (var tick in scale.Ticks)
        {
            var y = Top + scale.Y(tick);
            yield return Line(Left, y, Width - Right, y, "#d1d9e0");
            yield return Text(Left - 8, y + 4, tick.ToString(), "#59636e", anchor: "end");
        }
    }

    private static IEnumerable<XElement> Areas(MemoryPicture picture, PictureScale scale)
    {
        var points = picture.Curve.Points.SelectMany((point, index) => new[]
        {
            Point(scale.X(index), scale.Y(picture.Floor + point.Bytes)),
            Point(scale.X(index + 1), scale.Y(picture.Floor + point.Bytes)),
        });
        var bottom = scale.Y(ByteSize.Zero);
        yield return Polygon([Point(0, bottom), .. points, Point(scale.X(picture.Curve.Points.Count), bottom)], "#54aeff");
        yield return Polygon(
            [
                Point(0, bottom), Point(0, scale.Y(picture.Floor)),
                Point(scale.X(picture.Curve.Points.Count), scale.Y(picture.Floor)), Point(scale.X(picture.Curve.Points.Count), bottom),
            ],
            "#b6bfc8");
    }

    private static IEnumerable<XElement> Levels(MemoryPicture picture, PictureScale scale)
    {
        (ByteSize? Size, string Name, string Color)[] levels =
        [
            (picture.LoadPeak, "loading", "#8250df"),
            (picture.SteadyPeak, "later runs", "#1f883d"),
            (picture.Budget, "budget", "#cf222e"),
        ];
        foreach (var (size, name, color) in levels)
        {
            if (size is { } level)
            {
                var y = Top + scale.Y(level);
                yield return Line(Left, y, Width - Right, y, color, "6 4");
                yield return Outlined(Text(Width - Right, y - 4, $"{name} {level}", color, anchor: "end"));
            }
        }
    }

    private static IEnumerable<XElement> Peak(MemoryPicture picture, PictureScale scale)
    {
        var peak = picture.Curve.Peak;
        var index = picture.Curve.Points.TakeWhile(point => point != peak).Count();
        var (x, y) = (Left + scale.X(index + 0.5), Top + scale.Y(picture.Floor + peak.Bytes));
        yield return new XElement(Svg + "circle", new XAttribute("cx", Number(x)), new XAttribute("cy", Number(y)), new XAttribute("r", 4), new XAttribute("fill", "#1f2328"));
        yield return Text(x, Height - 36, string.Create(CultureInfo.InvariantCulture, $"peak at step {peak.Step + 1}, {peak.Node}: {peak.Bytes}"), "#1f2328", anchor: x > Width / 2 ? "end" : "start");
        yield return Line(x, y, x, Height - 50, "#1f2328", "2 3");
    }

    private static XElement Polygon(IEnumerable<string> points, string fill) =>
        new(Svg + "polygon", new XAttribute("points", string.Join(' ', points)), new XAttribute("fill", fill));

    private static XElement Line(double x1, double y1, double x2, double y2, string color, string? dashes = null) => new(Svg + "line",
        new XAttribute("x1", Number(x1)), new XAttribute("y1", Number(y1)), new XAttribute("x2", Number(x2)), new XAttribute("y2", Number(y2)),
        new XAttribute("stroke", color), dashes is null ? null : new XAttribute("stroke-dasharray", dashes));

    private static XElement Text(double x, double y, string text, string color, int size = 12, string anchor = "start") => new(Svg + "text",
        new XAttribute("x", Number(x)), new XAttribute("y", Number(y)), new XAttribute("fill", color), new XAttribute("font-size", size),
        new XAttribute("text-anchor", anchor), PrintableText.Of(text));

    // Readable wherever it lies: a level may run through the curve.
    private static XElement Outlined(XElement text)
    {
        text.Add(new XAttribute("stroke", "#ffffff"), new XAttribute("stroke-width", 4), new XAttribute("stroke-linejoin", "round"), new XAttribute("paint-order", "stroke"));
        return text;
    }

    private static string Point(double x, double y) => $"{Number(Left + x)},{Number(Top + y)}";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
