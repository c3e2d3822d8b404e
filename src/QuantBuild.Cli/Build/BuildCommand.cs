using QuantBuild.Cli.Output;
using QuantBuild.Diagnostics;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.Rewriting;
using QuantBuild.Steps;

namespace QuantBuild.Cli.Build;

/// <summary>The build's front end: no option parser on its way, everything it has to say goes into files.</summary>
internal static class BuildCommand
{
    public static int Run(string responseFile, ToolHost host)
    {
        var arguments = BuildArguments.Read(responseFile);
        try
        {
            using var watch = new ParentWatch(arguments.Parent, host.Cancellation);
            using var only = RunLock.Take(arguments.Intermediate, watch.Token);
            WholeFile.RemoveLeftovers(arguments.Intermediate);
            return Run(arguments, host with { Cancellation = watch.Token });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            host.Error.WriteLine(DiagnosticsFile.OneLine(new Diagnostic(Descriptors.IntermediateNotWritable,
                $"a file of '{arguments.Intermediate}' cannot be read or written: {FileSystemError.KindOf(exception).Reason}; free space, allow writing there, or set BaseIntermediateOutputPath to another folder",
                arguments.Project)));
            return ExitCode.Failed;
        }
    }

    private static int Run(BuildArguments arguments, ToolHost host)
    {
        var outputs = new BuildOutputs(arguments);
        var items = BuildItems.Read(arguments);
        var diagnostics = new List<Diagnostic>();
        if (RequestReader.Read(items, diagnostics) is not { } request)
        {
            outputs.WriteNothing(diagnostics);
            return ExitCode.Failed;
        }

        var report = host.Run(request with
        {
            Write = true,
            StateFolder = arguments.Intermediate,
            Cores = arguments.Cores,
            Cancellation = host.Cancellation,
        });
        new ModelStateStore(arguments.Intermediate).RemoveOthers(request.Models);
        SettingsFile.Write(request, report, diagnostics);
        report = report with { Diagnostics = [.. diagnostics, .. report.Diagnostics] };
        outputs.Write(report, items);
        using var text = new StreamWriter(host.Output, leaveOpen: true);
        text.Write(TextReportWriter.Write(report, new TextOptions(ToolHost.RedirectedWidth) { EveryStack = false }));
        return ExitCode.Of(report.Status);
    }
}
