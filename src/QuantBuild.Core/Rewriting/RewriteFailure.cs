using QuantBuild.Diagnostics;
using QuantBuild.Models;

namespace QuantBuild.Rewriting;

/// <summary>Why no artifact came out, in words.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Path">The file it went wrong with: a source, or the artifact.</param>
/// <param name="Message">One line, with the next step.</param>
internal sealed record RewriteFailure(RewriteFailureKind Kind, string Path, string Message)
{
    /// <summary>As a diagnostic about the model.</summary>
    public Diagnostic ToDiagnostic(string model) => new(
        Kind is RewriteFailureKind.SourceTruncated ? Descriptors.SourceChanged : Descriptors.WriteFailed, Message, model);

    public static RewriteFailure SourceTruncated(string path, long end, long expected) => new(
        RewriteFailureKind.SourceTruncated,
        path,
        $"'{path}' ends at byte {end}, but its structure promised bytes up to {expected}: it changed while it was read. " +
        "Run again once nothing writes it.");

    public static RewriteFailure SourceUnreadable(string path, Exception exception) => new(
        RewriteFailureKind.SourceUnreadable,
        path,
        $"'{path}' cannot be read: {FileSystemError.KindOf(exception).Reason}. Nothing was written.");

    public static RewriteFailure NotEnoughSpace(string artifact, ByteSize needed, ByteSize free) => new(
        RewriteFailureKind.DiskFull,
        artifact,
        $"'{artifact}' cannot be written: it needs {needed} and the disk has {free} free. Free {needed - free} or choose another output folder.");

    public static RewriteFailure NotWritable(string artifact, Exception exception)
    {
        var (kind, reason) = FileSystemError.KindOf(exception);
        return new(kind, artifact, $"'{artifact}' cannot be written: {reason}. {NextStep(kind)}");
    }

    private static string NextStep(RewriteFailureKind kind) => kind switch
    {
        RewriteFailureKind.DiskFull => "Free space or choose another output folder.",
        RewriteFailureKind.AccessDenied => "Allow writing to its folder or choose another output folder.",
        RewriteFailureKind.Locked => "Close the program that holds it and run again.",
        _ => "Choose another output folder.",
    };
}
