using System.Diagnostics;
using Xunit.Abstractions;

namespace QuantBuild.Build.Tests;

/// <summary>While the model is being run: SIGINT as by Ctrl-C, SIGTERM as by a CI system, SIGKILL for a parent that just vanishes.</summary>
[Collection(OnePackedFeed.Name)]
[Trait(Ring.Trait, Ring.Wide)]
public sealed class Builds_that_are_cancelled(PackedFeed feed, ITestOutputHelper output)
{
    private static readonly TimeSpan Bar = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Leave_no_process_after_a_second(string signal)
    {
        using var app = new Consumer(feed, """<QuantizeModel Include="models/a.onnx" Mode="Always" />""");
        app.WriteModel("models/a.onnx", 4096);
        var build = app.DotnetAsync("msbuild", "-t:QuantizeModels");
        // The tool, and the process in which it runs the model.
        await UntilAsync(() => ProjectProcesses.Tools(app).Count == 2 || build.IsCompleted);
        var tool = ProjectProcesses.Tools(app)[0];

        var started = Stopwatch.GetTimestamp();
        ProjectProcesses.Signal(signal, [ProjectProcesses.Parent(tool)]);
        await UntilAsync(() => ProjectProcesses.Tools(app).Count == 0);
        var elapsed = Stopwatch.GetElapsedTime(started);
        output.WriteLine($"SIG{signal}: the last process was gone after {elapsed.TotalMilliseconds:0} ms");

        await build;
        Assert.InRange(elapsed, TimeSpan.Zero, Bar);
        Assert.False(app.Exists("obj/Debug/quantized/files/models/a.onnx"));
        (await app.QuantizeAsync()).Succeeded();
        Assert.True(app.Exists("obj/Debug/quantized/files/models/a.onnx"));
    }

    private static async Task UntilAsync(Func<bool> happened)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!happened())
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
