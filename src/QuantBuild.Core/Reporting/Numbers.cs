using System.Globalization;
using QuantBuild.Memory;
using QuantBuild.Models;

namespace QuantBuild.Reporting;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    /// <summary><c>520.0 → 260.1 MB</c>; both units where they differ.</summary>
    public static string Change(string before, string after)
    {
        if (before == after)
        {
            return before;
        }

        var (number, unit) = Split(before);
        return unit == Split(after).Unit ? $"{number} → {after}" : $"{before} → {after}";
    }

    /// <summary>What luck may make of it: <c>520.0–700.0 MB</c>; empty where it is exact.</summary>
    public static string Range(MemoryBand band) => band.AsRange() is var (low, _, high) && low != high
        ? Change(low.ToString(), high.ToString()).Replace(" → ", "–", StringComparison.Ordinal)
        : "";

    public static string Percent(double part, double whole) =>
        whole == 0 ? "0.0 %" : string.Create(CultureInfo.InvariantCulture, $"{100 * part / whole:0.0} %");

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 tensor</c>, <c>2 tensors</c>.</summary>
    public static string Of(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    public static string Fraction(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Bytes(ByteSize size) => Count(size.Bytes);

    private static (string Number, string Unit) Split(string size)
    {
        var space = size.LastIndexOf(' ');
        return space < 0 ? (size, "") : (size[..space], size[(space + 1)..]);
    }
}
