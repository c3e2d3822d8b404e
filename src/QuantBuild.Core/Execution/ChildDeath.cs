using System.Runtime.InteropServices;

namespace QuantBuild.Execution;

/// <summary>A child that gave no answer.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">As the system reports it; on Unix 128 and the signal's number.</param>
/// <param name="Detail">The last line of its standard error, or the limit it met; empty where there is nothing to say.</param>
internal sealed record ChildDeath(ChildEnd End, int ExitCode, string Detail)
{
    // Exception codes of Windows, which has no signals.
    private const int AccessViolation = unchecked((int)0xC0000005);
    private const int StackOverflow = unchecked((int)0xC00000FD);
    private const int FailFast = unchecked((int)0xC0000409);
    private const int ManagedException = unchecked((int)0xE0434352);

    /// <summary>Where the package has a library; the identifiers of .NET.</summary>
    public const string Platforms = "linux-x64, linux-arm64, osx-arm64, win-x64 or win-arm64";

    public static ChildDeath FromExitCode(int exitCode, string detail) => new(Classify(exitCode), exitCode, detail);

    /// <summary>One sentence without a full stop.</summary>
    public override string ToString() => End switch
    {
        ChildEnd.NotStarted => $"it could not be started ({Detail})",
        ChildEnd.MemoryLimit => $"it was ended when it needed more than {Detail}",
        ChildEnd.TimeLimit => $"it was ended after {Detail}",
        ChildEnd.Killed => $"it was killed (exit code {ExitCode}), probably because the machine ran out of memory",
        ChildEnd.NoNativeLibrary => $"it found no native library of ONNX Runtime that loads on {RuntimeInformation.RuntimeIdentifier}",
        ChildEnd.Aborted => WithDetail($"it aborted (exit code {ExitCode})"),
        ChildEnd.Crashed => WithDetail($"it crashed in native code (exit code {ExitCode})"),
        _ => WithDetail($"it ended with exit code {ExitCode}"),
    };

    private static ChildEnd Classify(int exitCode) => exitCode switch
    {
        128 + 9 => ChildEnd.Killed,
        128 + 6 or FailFast or ManagedException => ChildEnd.Aborted,
        128 + 4 or 128 + 7 or 128 + 8 or 128 + 11 or AccessViolation or StackOverflow => ChildEnd.Crashed,
        ExecutionHost.NoNativeLibrary => ChildEnd.NoNativeLibrary,
        _ => ChildEnd.Exited,
    };

    private string WithDetail(string sentence) => Detail.Length == 0 ? sentence : $"{sentence}: {Detail}";
}
