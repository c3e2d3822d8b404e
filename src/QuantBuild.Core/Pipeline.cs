using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild;

/// <summary>The whole flow: read, inspect, plan, project, decide, write, verify, report.</summary>
internal static class Pipeline
{
    public static Report Run(RunRequest request) => throw new InvalidOperationException(request.ProjectFile);

    public static Report Inspect(InspectRequest request) => throw new InvalidOperationException(request.BaseFolder);
}
