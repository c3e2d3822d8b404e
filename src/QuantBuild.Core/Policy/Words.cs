using System.Globalization;
using QuantBuild.Models;

namespace QuantBuild.Policy;

/// <summary>Numbers as reasons and messages say them.</summary>
internal static class Words
{
    /// <summary>A threshold or budget as a person wrote it: <c>200 MB</c>, <c>352.5 MB</c>.</summary>
    public static string Limit(ByteSize limit) =>
        limit.Bytes != 0 && limit.Bytes % (1024 * 1024) == 0 ? string.Create(CultureInfo.InvariantCulture, $"{limit.Bytes / (1024 * 1024)} MB") : limit.ToString();

    /// <summary><c>95.0 MB &lt; 200 MB</c>; in bytes where one decimal would show a difference as none.</summary>
    public static string Compare(ByteSize size, string relation, ByteSize limit) => size != limit && size.ToString() == limit.ToString()
        ? $"{Bytes(size)} {relation} {Bytes(limit)} ({Limit(limit)})"
        : $"{size} {relation} {Limit(limit)}";

    /// <summary><c>650.9 MB → 784.0 MB</c>; in bytes where one decimal would show a change as none.</summary>
    public static string Change(ByteSize before, ByteSize after) =>
        before != after && before.ToString() == after.ToString() ? $"{Bytes(before)} → {Bytes(after)}" : $"{before} → {after}";

    /// <summary><c>20.0 MB (5.3 %)</c>.</summary>
    public static string Excess(ByteSize peak, ByteSize budget) => budget == ByteSize.Zero
        ? (peak - budget).ToString()
        : string.Create(CultureInfo.InvariantCulture, $"{peak - budget} ({Share(peak - budget, budget)})");

    public static string Share(ByteSize part, ByteSize whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{part.Bytes * 100.0 / whole.Bytes:0.0} %");

    /// <summary>A peak, with <c>at least</c> where it is a lower bound.</summary>
    public static string Peak(Memory.ProcessProjection projection) =>
        projection.LowerBound ? $"at least {projection.Peak.Expected}" : projection.Peak.Expected.ToString();

    /// <summary>Where a process's peak comes from: measured, partly where some of its models' memory is still computed.</summary>
    public static string Source(Memory.ProcessProjection projection) =>
        !projection.Items.Any(item => item.Source == Memory.ItemSource.Measured) ? "projected"
        : projection.Items.Any(item => item.Source == Memory.ItemSource.Computed) ? "partly measured"
        : "measured";

    public static string List(IEnumerable<string> words) => string.Join(", ", words);

    private static string Bytes(ByteSize size) => string.Create(CultureInfo.InvariantCulture, $"{size.Bytes:N0} bytes");
}
