using System.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Rewriting;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Rewriting;

public sealed class Stale_temporaries : IDisposable
{
    private readonly TestDirectory _directory = new();

    private static string Host => TemporaryName.Own.Host;

    private static string Run => TemporaryName.Own.Run;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Are_removed_where_their_process_is_dead()
    {
        _directory.Write($".a.b.onnx.{Host}.{DeadProcess()}.0123456789abcdef-1.quantbuild-tmp/a.onnx", "x");
        Assert.Equal(1, StaleTemporaries.Remove(_directory.Path));
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Are_removed_where_their_process_had_our_number() // as in a container, where every run may be process 7
    {
        _directory.Write($".a.onnx.{Host}.{Environment.ProcessId}.0123456789abcdef-1.quantbuild-tmp/a.onnx", "x");
        Assert.Equal(1, StaleTemporaries.Remove(_directory.Path));
    }

    [Fact]
    public void Are_removed_by_the_next_rewrite_into_the_folder()
    {
        _directory.Write($".other.onnx.{Host}.{DeadProcess()}.0123456789abcdef-1.quantbuild-tmp/a.onnx", "x");
        using var artifact = Rewriter.Write(new ArtifactLayout(new FileLayout([])), _directory.File("m.onnx"), RewriteOptions.Default, CancellationToken.None).Artifact;
        Assert.Equal([Path.GetDirectoryName(artifact!.TemporaryPath)!], Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Are_nothing_else()
    {
        var dead = DeadProcess();
        string[] kept =
        [
            TemporaryName.Next(_directory.File("mine.onnx")),
            $".a.onnx.{Host}.{OtherLiveProcess()}.0123456789abcdef-1.quantbuild-tmp",
            $".a.onnx.not{Host}.{dead}.0123456789abcdef-1.quantbuild-tmp",
            $"a.onnx.{Host}.{dead}.0123456789abcdef-1.quantbuild-tmp",
            $".a.onnx.{Host}.{dead}.0123456789abcdef-1.quantbuild-tmp.txt",
            $".{Host}.{dead}.quantbuild-tmp",
            $".a.onnx.{Host}.x{dead}.0123456789abcdef-1.quantbuild-tmp",
            ".quantbuild-tmp",
            "model.onnx",
        ];
        foreach (var name in kept)
        {
            _directory.Write(Path.Combine(Path.GetFileName(name), "a.onnx"), "x");
        }

        Assert.Equal(0, StaleTemporaries.Remove(_directory.Path));
        Assert.Equal(kept.Length, Directory.GetDirectories(_directory.Path, "*", SearchOption.TopDirectoryOnly).Length);
    }

    [Fact]
    public void Have_names_that_fit_a_file_system_whatever_the_model_is_called()
    {
        var name = Path.GetFileName(TemporaryName.Next(_directory.File(new string('ä', 200) + ".onnx")));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 1, 255);
        Assert.Equal(TemporaryName.Own, TemporaryName.Parse(name));
        Assert.NotEqual(name, Path.GetFileName(TemporaryName.Next(_directory.File(new string('ä', 200) + ".onnx"))));
    }

    private static int DeadProcess()
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "--version") { RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.Id;
    }

    private static int OtherLiveProcess()
    {
        using var other = Process.GetProcesses().Where(process => process.Id != Environment.ProcessId && process.Id > 0).MinBy(process => process.Id)!; // the oldest stays
        return other.Id;
    }
}
