namespace QuantBuild.Benchmarks;

/// <summary>Why a row of the table misses, as far as it is known: columns <c>model</c>, <c>option</c> (<c>*</c> for any) and <c>reason</c>.</summary>
internal sealed class MissReasons
{
    private const string Any = "*";
    private const string Unknown = "not known";

    private readonly Dictionary<(string Model, string Option), string> _reasons;

    private MissReasons(Dictionary<(string Model, string Option), string> reasons) => _reasons = reasons;

    /// <param name="path">Where there is no such file, no reason is known.</param>
    public static MissReasons Open(string path) =>
        new(CsvTable.Read(File.Exists(path) ? path : null).ToDictionary(row => (row["model"], row["option"]), row => row["reason"]));

    public string Of(TruthRow row) => _reasons.GetValueOrDefault((row.Model, row.Option)) ?? _reasons.GetValueOrDefault((row.Model, Any)) ?? Unknown;
}
