using QuantBuild.Rewriting;

namespace QuantBuild.Cli.Build;

/// <summary>One run at a time for what is kept between builds of a project: a second build waits, and then finds the first one's work done.</summary>
internal sealed class RunLock : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <exception cref="OperationCanceledException">Nobody waits for the result any more.</exception>
    public static RunLock Take(string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, "quantbuild.lock");
        for (;;)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryOpen(path) is { } file)
            {
                return new RunLock(file);
            }

            cancellation.WaitHandle.WaitOne(LookEvery);
        }
    }

    // The file stays: removing it would let a third build lock another file of the same name.
    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (FileSystemError.KindOf(exception).Kind == RewriteFailureKind.Locked)
        {
            return null;
        }
    }
}
