using System.Text;
using QuantBuild.TestSupport;

namespace QuantBuild.Build.Tests;

/// <summary>A command that goes on until it is stopped, and what it has said so far.</summary>
internal sealed class WatchingProcess : IDisposable
{
    private readonly StringBuilder _output = new();
    private readonly Consumer _app;
    private readonly Task<DotnetResult> _run;

    public WatchingProcess(Consumer app, string[] arguments)
    {
        _app = app;
        _run = app.WatchAsync(arguments, Add);
    }

    public int Count(string words)
    {
        lock (_output)
        {
            return _output.ToString().Split(words).Length - 1;
        }
    }

    /// <summary>Waits until the words have been said that often; two minutes at most.</summary>
    public async Task SaysAsync(string words, int times)
    {
        for (var look = 0; look < 1200 && Count(words) < times && !_run.IsCompleted; look++)
        {
            await Task.Delay(100);
        }

        Assert.True(Count(words) >= times, _output.ToString());
    }

    public void Dispose()
    {
        ProjectProcesses.Signal("KILL", ProjectProcesses.All(_app));
        _run.Wait();
    }

    private void Add(string line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
