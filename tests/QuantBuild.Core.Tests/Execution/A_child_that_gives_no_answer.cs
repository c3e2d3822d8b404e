using System.Diagnostics;
using System.Runtime.InteropServices;
using QuantBuild.Execution;
using QuantBuild.Models;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Execution;

public sealed class A_child_that_gives_no_answer : IDisposable
{
    private readonly TestDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixTheory]
    [InlineData("kill -KILL $$", "Killed", "it was killed (exit code 137), probably because the machine ran out of memory")]
    [InlineData("echo terminate called >&2; kill -ABRT $$", "Aborted", "it aborted (exit code 134): terminate called")]
    [InlineData("kill -SEGV $$", "Crashed", "it crashed in native code (exit code 139)")]
    [InlineData("exit 0", "Exited", "it ended with exit code 0: its answer is no response")]
    [InlineData("echo null", "Exited", "it ended with exit code 0: its answer is no response")]
    [InlineData("exit 3", "Exited", "it ended with exit code 3")]
    public void Is_told_by_its_exit_code(string script, string end, string words)
    {
        var death = Load(Script(script)).Death;

        Assert.Equal((end, words), (death?.End.ToString(), death?.ToString()));
    }

    [UnixFact]
    public void Is_told_where_the_runtime_has_no_library_for_the_platform()
    {
        var death = Load(Script($"exit {ExecutionHost.NoNativeLibrary}")).Death;

        Assert.Equal($"it found no native library of ONNX Runtime that loads on {RuntimeInformation.RuntimeIdentifier}", death?.ToString());
    }

    [Fact]
    public void Is_told_where_it_cannot_be_started() =>
        Assert.Equal(ChildEnd.NotStarted, Load(Path.Combine(_folder.Path, "no-dotnet")).Death?.End);

    [Fact]
    public void Is_ended_at_its_time_limit()
    {
        var death = Endless(TestModels.Limits with { Time = TimeSpan.FromMilliseconds(300) }).Death;

        Assert.Equal("it was ended after 0.3 s", death?.ToString());
    }

    [Fact]
    public void Is_ended_at_its_memory_limit()
    {
        var death = Endless(TestModels.Limits with { Memory = ByteSize.FromMegabytes(8) }).Death;

        Assert.Equal("it was ended when it needed more than 8.0 MB", death?.ToString());
    }

    [UnixFact]
    public void Is_ended_when_the_caller_cancels()
    {
        using var cancellation = new CancellationTokenSource();
        var pid = _folder.File("pid");
        using var watcher = new Timer(_ => { if (File.Exists(pid)) { cancellation.Cancel(); } }, null, 10, 10);

        Assert.ThrowsAny<OperationCanceledException>(() => Load(Script($"echo $$ > '{pid}.tmp'; mv '{pid}.tmp' '{pid}'; sleep 300"), cancellation.Token));

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(File.ReadAllText(pid))));
    }

    [Fact]
    public async Task Ends_itself_in_the_middle_of_a_run_when_its_parent_is_gone()
    {
        var model = TestModels.Endless().Save(_folder.File("endless.onnx"));
        var host = Path.Combine(AppContext.BaseDirectory, "dotnet-quantize-check.dll");
        using var child = new Process
        {
            StartInfo = new(DotnetHost.Path, ["exec", host, ExecutionHost.Command, "compare"]) { RedirectStandardInput = true, RedirectStandardOutput = true },
        };
        child.Start();

        await child.StandardInput.WriteLineAsync(CompareVerb.Write(new CompareRequest(model, model)));
        child.StandardInput.Close();

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await child.WaitForExitAsync(patience.Token);
        Assert.NotEqual(0, child.ExitCode);
        Assert.Empty(await child.StandardOutput.ReadToEndAsync(patience.Token));
    }

    private ExecutionOutcome<CompareResponse> Endless(ExecutionLimits limits)
    {
        var model = TestModels.Endless().Save(_folder.File("endless.onnx"));
        return new ExecutionClient().Run(ExecutionVerbs.Compare, new CompareRequest(model, model), limits);
    }

    private static ExecutionOutcome<LoadResponse> Load(string dotnet, CancellationToken cancellation = default) =>
        new ExecutionClient(dotnet).Run(ExecutionVerbs.Load, new LoadRequest("m.onnx", OptimizationLevel.Basic), TestModels.Limits, cancellation);

    /// <summary>Stands in for <c>dotnet</c>.</summary>
    private string Script(string text)
    {
        var file = _folder.Write("dotnet", $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return file;
    }
}
