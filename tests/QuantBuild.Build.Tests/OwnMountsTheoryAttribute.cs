using System.Diagnostics;

namespace QuantBuild.Build.Tests;

/// <summary>For Linux where a person may mount a file system that nobody else sees.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OwnMountsTheoryAttribute : TheoryAttribute
{
    private const string Unshare = "/usr/bin/unshare";

    private static readonly bool IsAllowed = File.Exists(Unshare) && Unshares();

    public OwnMountsTheoryAttribute() => Skip = IsAllowed ? null : "mount namespaces are not allowed here";

    private static bool Unshares()
    {
        using var process = Process.Start(new ProcessStartInfo(Unshare, ["--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
