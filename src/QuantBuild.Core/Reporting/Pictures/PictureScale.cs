using QuantBuild.Models;

namespace QuantBuild.Reporting.Pictures;

/// <summary>From bytes and steps to places in a drawing.</summary>
/// <param name="top">Bytes at the upper edge.</param>
/// <param name="height">Of the drawing.</param>
/// <param name="points">Along the lower edge.</param>
/// <param name="width">Of the drawing.</param>
internal sealed class PictureScale(ByteSize top, double height, int points, double width)
{
    private static readonly double[] Steps = [1, 2, 5];

    /// <summary>Round numbers of megabytes, five of them or a few more.</summary>
    public IEnumerable<ByteSize> Ticks
    {
        get
        {
            var wanted = Math.Max(top.Megabytes / 5, 0.001);
            var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
            var step = Steps.Select(factor => factor * power).LastOrDefault(candidate => candidate <= wanted, power);
            for (var tick = 0.0; tick <= top.Megabytes; tick += step)
            {
                yield return ByteSize.FromMegabytes(tick);
            }
        }
    }

    public double X(double point) => point * width / Math.Max(1, points);

    public double Y(ByteSize size) => height - size.Bytes * height / Math.Max(1, top.Bytes);
}
