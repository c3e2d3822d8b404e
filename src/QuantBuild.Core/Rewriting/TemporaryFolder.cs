using Microsoft.Win32.SafeHandles;
using QuantBuild.Models;

namespace QuantBuild.Rewriting;

/// <summary>
/// A folder under a temporary name, in which an artifact's files have the names they will have beside it: a model names its data by location,
/// so it can be opened before it is put in place. Gone when disposed, with what is still in it.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private TemporaryFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Creates it beside <paramref name="finalPath"/>, where the disk has room for <paramref name="size"/>: a full one is noticed before any work.</summary>
    public static TemporaryFolder? Create(string finalPath, ByteSize size, out RewriteFailure? failure)
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

            return new TemporaryFolder(Directory.CreateDirectory(TemporaryName.Next(finalPath)).FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failure = RewriteFailure.NotWritable(finalPath, exception);
            return null;
        }
    }

    /// <summary>A file in it with all its bytes reserved, which makes writing cheaper.</summary>
    public SafeFileHandle? CreateFile(string name, ByteSize size, out RewriteFailure? failure)
    {
        failure = null;
        var path = System.IO.Path.Combine(Path, name);
        try
        {
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, preallocationSize: size.Bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failure = RewriteFailure.NotWritable(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, name), exception);
            return null;
        }
    }

    /// <summary>A file in it once more.</summary>
    public SafeFileHandle? OpenFile(string name, out RewriteFailure? failure)
    {
        failure = null;
        try
        {
            return File.OpenHandle(System.IO.Path.Combine(Path, name), FileMode.Open, FileAccess.Write, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failure = RewriteFailure.NotWritable(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, name), exception);
            return null;
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
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Held by a scanner, say. It is not at the final path, and a later run removes it.
        }
    }
}
