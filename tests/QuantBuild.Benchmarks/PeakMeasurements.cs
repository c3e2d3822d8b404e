using System.Globalization;
using QuantBuild.Models;

namespace QuantBuild.Benchmarks;

/// <summary>Measured peaks as a file that grows by a line a measurement, so that nothing is measured twice.</summary>
internal sealed class PeakMeasurements
{
    private const string Header = "model,option,median,min,max";
    private const string DoesNotRun = "does not run";

    private readonly string _path;
    private readonly Dictionary<(string Model, string Option), MeasuredRange?> _known;

    private PeakMeasurements(string path, Dictionary<(string Model, string Option), MeasuredRange?> known) => (_path, _known) = (path, known);

    public static PeakMeasurements Open(string path)
    {
        if (!File.Exists(path))
        {
            File.WriteAllText(path, Header + "\n");
        }

        return new PeakMeasurements(path, CsvTable.Read(path).ToDictionary(row => (row["model"], row["option"]), Range));
    }

    /// <summary>Null where it was not measured.</summary>
    public Measurement? Find(string model, string option) => _known.TryGetValue((model, option), out var range) ? new Measurement(range) : null;

    public Measurement Add(string model, string option, MeasuredRange? range)
    {
        _known[(model, option)] = range;
        File.AppendAllText(_path, range is { } peak
            ? FormattableString.Invariant($"{model},{option},{peak.Median.Bytes},{peak.Min.Bytes},{peak.Max.Bytes}\n")
            : $"{model},{option},{DoesNotRun},,\n");
        return new Measurement(range);
    }

    private static MeasuredRange? Range(IReadOnlyDictionary<string, string> row) => row["median"] == DoesNotRun
        ? null
        : new MeasuredRange(Size(row["median"]), Size(row["min"]), Size(row["max"]));

    private static ByteSize Size(string text) => new(long.Parse(text, CultureInfo.InvariantCulture));
}
