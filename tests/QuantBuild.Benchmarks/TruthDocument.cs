namespace QuantBuild.Benchmarks;

/// <summary>The table of projected and measured peaks as Markdown: what each option comes to, what misses, every row.</summary>
internal static class TruthDocument
{
    private const string OwnPrefix = "own_";
    private const string RowHeads = "| model | option | low – high | projected | measured | its range | error | inside |";
    private const string RowRule = "| --- | --- | --- | --- | --- | --- | --- | --- |";

    public static void Print(IReadOnlyList<TruthRow> rows, MissReasons reasons)
    {
        var whole = rows.Where(row => row.IsWhole).ToList();
        var ours = whole.Where(row => row.Model.StartsWith(OwnPrefix, StringComparison.Ordinal)).ToList();
        Console.WriteLine("# Projected peaks beside measured ones\n");
        Console.WriteLine("Written by `dotnet run --project tests/QuantBuild.Benchmarks -c Release -- truth-table MEASURED.csv FOLDER`, after `networks FOLDER`; other models are put there by hand.");
        Console.WriteLine("Peak above the same process without a session, in MiB; the median of three processes and its range.");
        Console.WriteLine("Data files are written in pieces of 64 KiB. Written at once, the page cache may hold them in folios of 2 MiB, and a table that is looked up is mapped by these: only the high end covers that.\n");
        Summary("Static models, float32 and integer", whole.Where(row => row.Kind == ModelKind.Static));
        Summary("Of these, 32 MiB or more", whole.Where(row => row is { Kind: ModelKind.Static, Median: >= 32 }));
        Summary("Half-precision models", whole.Where(row => row.Kind == ModelKind.Half));
        Summary("Models with control flow", whole.Where(row => row.Kind == ModelKind.ControlFlow));
        Summary("Networks made for this table (Networks/projected.csv has what was projected before they were first measured)", ours);
        Rows("Farther than 6 % and 6 MiB, or measured outside low – high", whole.Where(row => !row.IsNear || !row.IsInside), " why |", " --- |", row => $" {reasons.Of(row)} |");
        Rows("Every row", whole, string.Empty, string.Empty, _ => string.Empty);
        Console.WriteLine("## Not compared\n");
        foreach (var row in rows.Where(row => !row.IsWhole))
        {
            Console.WriteLine($"- {row.Model}, {row.Option}: {(row.Projected is null ? "only a lower bound is projected" : "does not run on made-up inputs")}");
        }
    }

    private static void Summary(string title, IEnumerable<TruthRow> rows)
    {
        Console.WriteLine($"## {title}\n\n| option | models | mean error | within 6 % or 6 MiB | largest error | above 15 % and 8 MiB | measured inside low – high |\n| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var group in rows.GroupBy(row => row.Option))
        {
            var worst = group.MaxBy(row => Math.Abs(row.Error))!;
            Console.WriteLine(FormattableString.Invariant(
                $"| {group.Key} | {group.Count()} | {group.Average(row => Math.Abs(row.Error)):0.0} % | {group.Count(row => row.IsNear)} | {worst.Error:+0.0;-0.0} % ({worst.Difference:+0.0;-0.0} MiB, {worst.Model}) | {group.Count(row => row.IsFar)} | {group.Count(row => row.IsInside)} |"));
        }

        Console.WriteLine();
    }

    private static void Rows(string title, IEnumerable<TruthRow> rows, string head, string rule, Func<TruthRow, string> more)
    {
        Console.WriteLine($"## {title}\n\n{RowHeads}{head}\n{RowRule}{rule}");
        foreach (var row in rows)
        {
            Console.WriteLine($"{row}{more(row)}");
        }

        Console.WriteLine();
    }
}
