using System.Diagnostics;
using QuantBuild.TestSupport;

namespace QuantBuild.Benchmarks;

/// <summary>Counts what files are answered with, and keeps what stood out.</summary>
internal sealed class HostileTally : IDisposable
{
    private readonly HostileRun _run = new();
    private readonly SortedDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Count, string First)> _failures = new(StringComparer.Ordinal);
    private (double Milliseconds, string What) _slowest;
    private int _files;
    private long _most;

    public HostileTally() => _run.Folder.Write("in/weights.data", new byte[8]);

    public void Add(byte[] bytes, string what)
    {
        var (watch, before) = (Stopwatch.StartNew(), GC.GetTotalAllocatedBytes());
        string answer;
        try
        {
            answer = _run.Answer(bytes, what);
            answer = answer.StartsWith("QB", StringComparison.Ordinal) ? answer[..6] : answer.Split(':')[0];
        }
        catch (Xunit.Sdk.XunitException failure)
        {
            var cause = Cause(failure.Message[(what.Length + 2)..].Split('\n'));
            _failures[cause] = (_failures.GetValueOrDefault(cause).Count + 1, _failures.GetValueOrDefault(cause).First ?? what);
            answer = "FAILED";
        }

        _most = Math.Max(_most, GC.GetTotalAllocatedBytes() - before);
        _slowest = watch.Elapsed.TotalMilliseconds > _slowest.Milliseconds ? (watch.Elapsed.TotalMilliseconds, what) : _slowest;
        _answers[answer] = _answers.GetValueOrDefault(answer) + 1;
    }

    /// <summary>What has been answered since the last time.</summary>
    public void Print(string name)
    {
        Console.WriteLine($"{name}: {string.Join(", ", _answers.Select(answer => $"{answer.Value} {answer.Key}"))}");
        _files += _answers.Values.Sum();
        _answers.Clear();
    }

    public void Dispose() => _run.Dispose();

    public int Finish()
    {
        foreach (var (cause, (count, first)) in _failures)
        {
            Console.WriteLine($"{count} × {cause} (first: {first})");
        }

        Console.WriteLine($"{_files} files, {_failures.Values.Sum(failure => failure.Count)} without one answer; at most {_most / 1048576.0:0.0} MB allocated for one, " +
            $"{Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB resident in all; slowest {_slowest.Milliseconds:0} ms ({_slowest.What})");
        return _failures.Count == 0 ? 0 : 1;
    }

    private static string Cause(string[] lines) => $"{lines[0]} {Array.Find(lines, line => line.Contains("at QuantBuild", StringComparison.Ordinal))?.Trim()}";
}
