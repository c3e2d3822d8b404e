namespace QuantBuild.Rewriting;

/// <summary>What a file system's refusal means; error numbers are those of Windows (<c>HRESULT</c>) or of the system's <c>errno</c>.</summary>
internal static class FileSystemError
{
    public static (RewriteFailureKind Kind, string Reason) KindOf(Exception exception) => exception switch
    {
        FileNotFoundException => (RewriteFailureKind.NotWritable, "the file does not exist"),
        DirectoryNotFoundException => (RewriteFailureKind.NotWritable, "its folder does not exist"),
        PathTooLongException => (RewriteFailureKind.NotWritable, "the path is too long for the file system"),
        UnauthorizedAccessException => (RewriteFailureKind.AccessDenied, "access is denied"),
        _ => OfNumber(exception),
    };

    private static (RewriteFailureKind Kind, string Reason) OfNumber(Exception exception) =>
        (OperatingSystem.IsWindows() ? exception.HResult & 0xFFFF : exception.HResult, OperatingSystem.IsWindows()) switch
        {
            (32 or 33, true) => (RewriteFailureKind.Locked, "another program holds the file open"),
            (39 or 112, true) => (RewriteFailureKind.DiskFull, "the disk is full"),
            (19, true) => (RewriteFailureKind.AccessDenied, "the disk is write-protected"),
            (11 or 35, false) => (RewriteFailureKind.Locked, "another program holds the file open"),
            (28, false) => (RewriteFailureKind.DiskFull, "the disk is full"),
            (69 or 122, false) => (RewriteFailureKind.DiskFull, "the user's disk quota is used up"),
            (27, false) => (RewriteFailureKind.DiskFull, "the file is larger than the file system allows"),
            (30, false) => (RewriteFailureKind.AccessDenied, "the file system is read-only"),
            _ => (RewriteFailureKind.NotWritable, exception.Message.TrimEnd('.')),
        };
}
