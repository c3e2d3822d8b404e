using Microsoft.Win32.SafeHandles;
using QuantBuild.Models;

namespace QuantBuild.Rewriting;

/// <summary>A file under a temporary name; gone when disposed, unless it was moved to its place.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private bool _moved;

    private TemporaryFile(string path, SafeFileHandle handle)
    {
        Path = path;
        Handle = handle;
    }

    public string Path { get; }

    /// <summary>Open for writing until <see cref="Close"/>.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>Creates it beside <paramref name="finalPath"/> with all its bytes reserved: a full disk is noticed before any work, and writing is cheaper.</summary>
    public static TemporaryFile? Create(string finalPath, ByteSize size, out RewriteFailure? failure)
    {
        failure = null;
        try
        {
            var folder = System.IO.Path.GetDirectoryName(finalPath)!;
            Directory.CreateDirectory(folder);
            StaleTemporaries.Remove(folder);
            if (FreeSpace(folder) is { } free && size > free)
            {
                failure = RewriteFailure.NotEnoughSpace(finalPath, size, free);
                return null;
            }

            var path = TemporaryName.Next(finalPath);
            return new(path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, preallocationSize: size.Bytes));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failure = RewriteFailure.NotWritable(finalPath, exception);
            return null;
        }
    }

    /// <summary>Lets other processes open it; they check it before it is put in place.</summary>
    public void Close() => Handle.Dispose();

    /// <summary>Puts it in place, whole: its bytes are on the disk before its name is.</summary>
    public RewriteFailure? MoveTo(string finalPath)
    {
        try
        {
            using (var handle = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
            {
                RandomAccess.FlushToDisk(handle);
            }

            File.Move(Path, finalPath, overwrite: true);
            _moved = true;
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return RewriteFailure.NotWritable(finalPath, exception);
        }
    }

    // Network shares have no drive on Windows, and some user-space file systems claim to have no bytes at all.
    private static ByteSize? FreeSpace(string folder)
    {
        if (OperatingSystem.IsWindows() && folder.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return null;
        }

        var disk = new DriveInfo(folder);
        return disk.TotalSize > 0 ? new ByteSize(disk.AvailableFreeSpace) : null;
    }

    public void Dispose()
    {
        Close();
        if (_moved)
        {
            return;
        }

        try
        {
            File.Delete(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Held by a scanner, say. It does not stand at the final path, and a later run removes it.
        }
    }
}
