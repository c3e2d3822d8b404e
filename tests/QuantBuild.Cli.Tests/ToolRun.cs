using System.Text;
using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Tests;

/// <summary>The tool in a folder, with an engine that only notes what it was asked.</summary>
internal sealed class ToolRun
{
    private ToolRun(string folder, Report? report, ToolSurroundings surroundings, string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        report ??= new Report { ToolVersion = "1.2.3", BaseFolder = folder };
        ExitCode = Tool.Run(args, new ToolHost
        {
            CurrentFolder = folder,
            Output = output,
            Error = error,
            Extensions = [".onnx"],
            Width = surroundings.Width,
            Colors = surroundings.Colors,
            Run = request =>
            {
                Request = request;
                return report;
            },
            Compare = request =>
            {
                Compared = request;
                return report;
            },
            Measure = request =>
            {
                Request = request;
                return report;
            },
            Inspect = request =>
            {
                Inspected = request;
                return report;
            },
        });
        Output = Encoding.UTF8.GetString(output.ToArray());
        Error = error.ToString();
    }

    /// <summary>With the engine itself.</summary>
    public static ToolRun Whole(string folder, params string[] args) => new(folder, args);

    public static ToolRun In(string folder, params string[] args) => new(folder, null, new ToolSurroundings(), args);

    private ToolRun(string folder, string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        ExitCode = Tool.Run(args, new ToolHost { CurrentFolder = folder, Output = output, Error = error, Extensions = [".onnx"], Width = 120 });
        Output = Encoding.UTF8.GetString(output.ToArray());
        Error = error.ToString();
    }

    public static ToolRun With(Report report, params string[] args) => new(report.BaseFolder, report, new ToolSurroundings(), args);

    public static ToolRun With(Report report, ToolSurroundings surroundings, params string[] args) => new(report.BaseFolder, report, surroundings, args);

    public int ExitCode { get; }

    public string Output { get; }

    public string Error { get; }

    /// <summary>What the engine was asked to run.</summary>
    public RunRequest? Request { get; private set; }

    public ComparisonRequest? Compared { get; private set; }

    public InspectRequest? Inspected { get; private set; }
}
