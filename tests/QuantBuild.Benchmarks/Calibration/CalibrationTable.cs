using System.Globalization;
using QuantBuild.Memory.Profiles;

namespace QuantBuild.Benchmarks.Calibration;

/// <summary>What came of it: every model, then the constants beside those in use.</summary>
internal static class CalibrationTable
{
    public static void Print(IReadOnlyList<CalibrationRow> rows, ProfileConstants seen, ProfileConstants inUse)
    {
        Console.WriteLine("| model | nodes | heap=fixed | least | default heap | likely | most |\n| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var row in rows)
        {
            Console.WriteLine(row.Text(seen.Session));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            {rows.Count(row => row.FirstDifference is null)} of {rows.Count} node lists are equal; heap=fixed is {rows.Select(row => Math.Abs(row.FixedError(seen.Session))).DefaultIfEmpty().Average():0.0 %} off, the default heap {rows.Select(row => Math.Abs(row.LikelyError(seen.Session))).DefaultIfEmpty().Average():0.0 %}.

            | constant | seen | in use |
            | --- | --- | --- |
            | machine.channelBlock | {seen.Machine.ChannelBlock} | {inUse.Machine.ChannelBlock} |
            | machine.threads | {seen.Machine.Threads} | {inUse.Machine.Threads} |
            | session.megabytes | {seen.Session.Megabytes} | {inUse.Session.Megabytes} |
            | session.nodeMegabytes | {seen.Session.NodeMegabytes} | {inUse.Session.NodeMegabytes} |
            | session.firstRunMegabytes | {seen.Session.FirstRunMegabytes} | {inUse.Session.FirstRunMegabytes} |
            | session.laterRunMegabytes | {seen.Session.LaterRunMegabytes} | {inUse.Session.LaterRunMegabytes} |
            | session.operatorMegabytes | {seen.Session.OperatorMegabytes} | {inUse.Session.OperatorMegabytes} |
            | heap.highShare | {seen.Heap.HighShare} | {inUse.Heap.HighShare} |
            """));
    }
}
