using QuantBuild.Diagnostics;
using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Build;

/// <summary>The build's front end: no option parser on its way, everything it has to say goes into files.</summary>
internal static class BuildCommand
{
    public static int Run(string responseFile, ToolHost host)
    {
        var arguments = BuildArguments.Read(responseFile);
        var outputs = new BuildOutputs(arguments);
        var items = BuildItems.Read(arguments);
        var diagnostics = new List<Diagnostic>();
        if (RequestReader.Read(items, diagnostics) is not { } request)
        {
            outputs.WriteNothing(diagnostics);
            return ExitCode.Failed;
        }

        using var watch = new ParentWatch(arguments.Parent, host.Cancellation);
        var report = host.Run(request with { Write = true, StateFolder = arguments.Intermediate, Cancellation = watch.Token });
        report = report with { Diagnostics = [.. diagnostics, .. report.Diagnostics] };
        outputs.Write(report, items);
        using var text = new StreamWriter(host.Output, leaveOpen: true);
        text.Write(TextReportWriter.Write(report, new TextOptions(ToolHost.RedirectedWidth)));
        return ExitCode.Of(report.Status);
    }
}
