using QuantBuild.Diagnostics;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.Rewriting;

namespace QuantBuild.Cli.Output;

/// <summary>Recommended switches as a file, <c>NAME=value</c> a line: what shells, containers and service managers read as an environment.</summary>
internal static class SettingsFile
{
    /// <summary>Written anew each time, so that it is never older than what it follows from; nothing is written where not everything could be decided.</summary>
    public static void Write(RunRequest? request, Report? report, ICollection<Diagnostic> diagnostics)
    {
        if (request?.SettingsFile is not { } name || report is null || report.Status == ReportStatus.Failed)
        {
            return;
        }

        try
        {
            var path = Path.GetFullPath(name.Replace('\\', '/'), report.BaseFolder);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            WholeFile.Write(path, string.Concat(report.Settings.Select(setting => $"{setting.Name}={setting.Value}\n")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(new Diagnostic(Descriptors.IllegalValue,
                $"QuantBuildSettingsFile '{name}' cannot be written: {FileSystemError.KindOf(exception).Reason}; legal: a file in a folder that can be written to.", request.ProjectFile));
        }
    }
}
