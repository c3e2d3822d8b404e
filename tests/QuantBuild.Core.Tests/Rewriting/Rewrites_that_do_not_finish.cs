using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Models;
using QuantBuild.Rewriting;
using QuantBuild.TestSupport;

namespace QuantBuild.Core.Tests.Rewriting;

public sealed class Rewrites_that_do_not_finish : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private string Final => _directory.File("out/model.onnx");

    private string[] Left => Directory.Exists(Path.GetDirectoryName(Final)) ? Directory.GetFileSystemEntries(Path.GetDirectoryName(Final)!) : [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Say_where_a_source_ends_too_early_and_leave_nothing(int threads)
    {
        var source = _directory.Write("model.onnx", new byte[10_000_000]);
        var layout = Layout(new FilePayload(new ByteRange(source, 0, 12_000_000)));
        var (artifact, failure) = Rewriter.Write(layout, Final, new RewriteOptions(ByteSize.FromMegabytes(4), threads), CancellationToken.None);
        Assert.Null(artifact);
        Assert.Equal(RewriteFailureKind.SourceTruncated, failure!.Kind);
        var diagnostic = failure.ToDiagnostic(source);
        Assert.Equal(Descriptors.SourceChanged, diagnostic.Descriptor);
        Assert.Equal(
            $"'{source}' ends at byte 10000000, but its structure promised bytes up to 12000000: it changed while it was read. Run again once nothing writes it.",
            diagnostic.Message);
        Assert.Empty(Left);
    }

    [Fact]
    public void Say_that_a_source_is_gone()
    {
        var source = _directory.File("gone.onnx");
        var (artifact, failure) = Rewriter.Write(
            Layout(new FilePayload(new ByteRange(source, 0, 1))), Final, RewriteOptions.Default, CancellationToken.None);
        Assert.Null(artifact);
        Assert.Equal(RewriteFailureKind.SourceUnreadable, failure!.Kind);
        Assert.Equal($"'{source}' cannot be read: the file does not exist. Nothing was written.", failure.Message);
        Assert.Empty(Left);
    }

    [Fact]
    public void Refuse_what_the_disk_has_no_room_for_before_any_byte()
    {
        var source = _directory.Write("model.onnx", "x");
        var layout = Layout(new FilePayload(new ByteRange(source, 0, 1L << 55)));
        var (artifact, failure) = Rewriter.Write(layout, Final, RewriteOptions.Default, CancellationToken.None);
        Assert.Null(artifact);
        Assert.Equal(RewriteFailureKind.DiskFull, failure!.Kind);
        Assert.StartsWith($"'{Final}' cannot be written: it needs 34359738368.0 MB and the disk has ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Descriptors.WriteFailed, failure.ToDiagnostic(source).Descriptor);
        Assert.Empty(Left);
    }

    [Fact]
    public void Say_that_a_folder_is_none()
    {
        _directory.Write("out", "a file where the folder should be");
        var (artifact, failure) = Rewriter.Write(Layout(1), Path.Combine(_directory.Path, "out", "model.onnx"), RewriteOptions.Default, CancellationToken.None);
        Assert.Null(artifact);
        Assert.Equal(Descriptors.WriteFailed, failure!.ToDiagnostic("m").Descriptor);
        Assert.Contains("model.onnx' cannot be written: ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(28, RewriteFailureKind.DiskFull, "the disk is full. Free space or choose another output folder.")]
    [InlineData(122, RewriteFailureKind.DiskFull, "the user's disk quota is used up. Free space or choose another output folder.")]
    [InlineData(30, RewriteFailureKind.AccessDenied, "the file system is read-only. Allow writing to its folder or choose another output folder.")]
    [InlineData(11, RewriteFailureKind.Locked, "another program holds the file open. Close the program that holds it and run again.")]
    [InlineData(5, RewriteFailureKind.NotWritable, "Input/output error. Choose another output folder.")]
    public void Say_in_words_what_the_system_says_in_numbers(int number, object kind, string words)
    {
        // Windows has its own numbers for the same words.
        var windows = number switch { 28 => 112, 122 => 112, 30 => 19, 11 => 32, _ => 1117 };
        var exception = new IOException("Input/output error.", OperatingSystem.IsWindows() ? unchecked((int)0x8007_0000) | windows : number);
        var failure = RewriteFailure.NotWritable("a.onnx", exception);
        Assert.Equal(kind, failure.Kind);
        Assert.Equal($"'a.onnx' cannot be written: {(OperatingSystem.IsWindows() && number == 122 ? words.Replace("the user's disk quota is used up", "the disk is full", StringComparison.Ordinal) : words)}", failure.Message);
    }

    [Fact]
    public void Leave_nothing_when_they_are_not_committed()
    {
        var (artifact, _) = Rewriter.Write(Layout(5_000_000), Final, RewriteOptions.Default, CancellationToken.None);
        Assert.Equal([Path.GetDirectoryName(artifact!.TemporaryPath)!], Left);
        artifact.Dispose();
        Assert.Empty(Left);
    }

    [Fact]
    public void Leave_the_former_file_untouched_until_the_commit_replaces_it_whole()
    {
        _directory.Write("out/model.onnx", "former");
        using (Rewriter.Write(Layout(100), Final, RewriteOptions.Default, CancellationToken.None).Artifact)
        {
            Assert.Equal("former", File.ReadAllText(Final));
        }

        Assert.Equal("former", File.ReadAllText(Final));
        using var artifact = Rewriter.Write(Layout(100), Final, RewriteOptions.Default, CancellationToken.None).Artifact;
        Assert.Null(artifact!.Commit(Final));
        artifact.Dispose();
        Assert.Equal(100, new FileInfo(Final).Length);
        Assert.Equal([Final], Left);
    }

    [Fact]
    public void Say_why_the_commit_failed_and_leave_nothing()
    {
        using (var artifact = Rewriter.Write(Layout(100), Final, RewriteOptions.Default, CancellationToken.None).Artifact)
        {
            Directory.CreateDirectory(Final);
            Assert.StartsWith($"'{Final}' cannot be written: ", artifact!.Commit(Final)!.Message, StringComparison.Ordinal);
        }

        Assert.Equal([Final], Left);
    }

    [Fact]
    public void Leave_nothing_when_cancelled_before_the_first_byte()
    {
        Assert.Throws<OperationCanceledException>(() => Rewriter.Write(Layout(100), Final, RewriteOptions.Default, new CancellationToken(true)));
        Assert.Empty(Left);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Leave_nothing_when_cancelled_in_the_middle(int threads)
    {
        const int length = 40_000_000;
        using var cancellation = new CancellationTokenSource();
        var looks = 0;
        var seen = 0;
        using var memory = new WatchedMemory(length, CancelAtTheFifthLook);
        var layout = Layout(new InlinePayload(memory.Memory));
        Assert.Throws<OperationCanceledException>(
            () => Rewriter.Write(layout, Final, new RewriteOptions(ByteSize.FromMegabytes(1), threads), cancellation.Token));
        Assert.Equal(1, seen);
        Assert.InRange(looks, 5, 5 + threads); // every worker stops after the piece it is at
        Assert.Empty(Left);

        void CancelAtTheFifthLook()
        {
            if (Interlocked.Increment(ref looks) == 5)
            {
                seen = Left.Length;
                cancellation.Cancel();
            }
        }
    }

    private static ArtifactLayout Layout(int length) => Layout(new InlinePayload(new byte[length]));

    private static ArtifactLayout Layout(Payload content) => new(new FileLayout([new(0, content)]));
}
