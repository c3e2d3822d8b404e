using QuantBuild.Cli.Paths;
using QuantBuild.Diagnostics;
using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Output;

/// <summary>The reports of a solution's projects as one: two projects may have a process, or a model, of the same name.</summary>
internal static class SolutionReport
{
    public static Report Of(string solution, IReadOnlyList<RunRequest> requests, IReadOnlyList<Report> reports)
    {
        var folder = Path.GetDirectoryName(solution)!;
        var named = requests.Zip(reports, (request, report) => Named(report, ProjectNames.Of(request.ProjectFile), folder)).ToList();
        return new Report
        {
            ToolVersion = ToolVersion.Current,
            BaseFolder = folder,
            Models = [.. named.SelectMany(report => report.Models)],
            Processes = [.. named.SelectMany(report => report.Processes)],
            Settings = [.. named.SelectMany(report => report.Settings).Distinct()],
            Diagnostics = [.. named.SelectMany(report => report.Diagnostics)],
        };
    }

    private static Report Named(Report report, string project, string folder) => report with
    {
        Models = [.. report.Models.Select(model => model with
        {
            DisplayPath = RelativePath.Of(model.Path, folder),
            Processes = [.. model.Processes.Select(process => Name(project, process))],
        })],
        Processes = [.. report.Processes.Select(process => process with { Name = Name(project, process.Name) })],
    };

    private static string Name(string project, string process) => $"{project}/{process}";
}
