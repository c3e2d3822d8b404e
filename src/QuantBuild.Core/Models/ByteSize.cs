using System.Globalization;

namespace QuantBuild.Models;

/// <summary>A number of bytes; 1 MB is 1,048,576 of them, as the published thresholds count. Arithmetic is checked.</summary>
/// <param name="Bytes">The number of bytes; negative only as a difference.</param>
internal readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    /// <summary>No bytes.</summary>
    public static readonly ByteSize Zero;

    private const long Unit = 1024;

    /// <summary>The legal forms, for messages that refuse another.</summary>
    public const string LegalForms = "a number with a unit, such as 512MB, 512MiB, 512Mi or 512m (KB, MB and GB are powers of 1024)";

    /// <summary>So many mebibytes, the unit the thresholds are written in.</summary>
    public static ByteSize FromMegabytes(double megabytes) => new(checked((long)Math.Round(megabytes * Unit * Unit)));

    /// <summary>The size in units of 1,048,576 bytes.</summary>
    public double Megabytes => Bytes / (double)(Unit * Unit);

    /// <summary>Reads <c>512MB</c>, <c>512MiB</c>, <c>512Mi</c>, <c>512m</c> (all equal); a bare number is refused.</summary>
    public static bool TryParse(string? text, out ByteSize size)
    {
        size = Zero;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var trimmed = text.AsSpan().Trim();
        var digits = 0;
        while (digits < trimmed.Length && (char.IsAsciiDigit(trimmed[digits]) || trimmed[digits] == '.'))
        {
            digits++;
        }

        if (digits == 0 || FactorOf(trimmed[digits..].Trim()) is not { } factor ||
            !double.TryParse(trimmed[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var bytes = number * factor;
        if (bytes > long.MaxValue / 2)
        {
            return false;
        }

        size = new ByteSize((long)Math.Round(bytes));
        return true;
    }

    /// <summary>The larger of both.</summary>
    public static ByteSize Max(ByteSize left, ByteSize right) => left > right ? left : right;

    private static long? FactorOf(ReadOnlySpan<char> unit) => unit.ToString().ToUpperInvariant() switch
    {
        "B" => 1,
        "K" or "KB" or "KI" or "KIB" => Unit,
        "M" or "MB" or "MI" or "MIB" => Unit * Unit,
        "G" or "GB" or "GI" or "GIB" => Unit * Unit * Unit,
        _ => null,
    };

    /// <inheritdoc />
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>One decimal in megabytes (<c>95.0 MB</c>); kilobytes and bytes where a megabyte would hide the number.</summary>
    public override string ToString() => Math.Abs(Bytes) switch
    {
        0 => "0.0 MB",
        < Unit => string.Create(CultureInfo.InvariantCulture, $"{Bytes} B"),
        < Unit * Unit / 10 => string.Create(CultureInfo.InvariantCulture, $"{Bytes / (double)Unit:0.0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Megabytes:0.0} MB"),
    };

    /// <summary>Sum, checked.</summary>
    public static ByteSize operator +(ByteSize left, ByteSize right) => new(checked(left.Bytes + right.Bytes));

    /// <summary>Difference, checked; negative where <paramref name="right"/> is the larger.</summary>
    public static ByteSize operator -(ByteSize left, ByteSize right) => new(checked(left.Bytes - right.Bytes));

    /// <summary>Scaled and rounded to the byte, checked.</summary>
    public static ByteSize operator *(ByteSize size, double factor) => new(checked((long)Math.Round(size.Bytes * factor)));

    /// <summary>Less than.</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Greater than.</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>At most.</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>At least.</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;
}
