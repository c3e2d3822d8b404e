using Microsoft.Build.Utilities;

namespace QuantBuild.Tasks;

/// <summary>Diagnostics of the targets' own: the code is also the keyword that help is found by.</summary>
internal static class CodedLog
{
    public static void CodedError(this TaskLoggingHelper log, string code, string? file, string format, params object[] arguments) =>
        log.LogError(null, code, code, file, 1, 1, 0, 0, format, arguments);

    public static void CodedWarning(this TaskLoggingHelper log, string code, string? file, string format, params object[] arguments) =>
        log.LogWarning(null, code, code, file, 1, 1, 0, 0, format, arguments);
}
