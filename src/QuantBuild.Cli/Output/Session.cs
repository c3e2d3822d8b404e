using System.CommandLine;
using QuantBuild.Cli.Options;
using QuantBuild.Cli.Paths;
using QuantBuild.Diagnostics;
using QuantBuild.Projects;
using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Output;

/// <summary>One command from its options to its exit code.</summary>
internal sealed class Session
{
    private readonly ToolHost _host;
    private readonly OutputSettings _output;

    public Session(ToolHost host, OutputOptions options, ParseResult parsed)
    {
        _host = host;
        _output = options.Read(parsed, host, Diagnostics);
    }

    /// <summary>About options, paths and the project.</summary>
    public List<Diagnostic> Diagnostics { get; } = [];

    public bool Details { get; init; }

    public bool Failed => Diagnostics.Exists(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>Runs what the paths and options ask for, the projects of a solution one by one; null where something is not legal.</summary>
    /// <param name="paths">As they were named.</param>
    /// <param name="options">Those of a run.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="engine">What is to be done.</param>
    /// <param name="adapt">Changes the items of one project, whose name is empty where it is alone.</param>
    public Report? Run(IReadOnlyList<string> paths, RunOptions options, ParseResult parsed, Func<RunRequest, Report?> engine, Func<RequestItems, string, RequestItems>? adapt = null)
    {
        var overrides = options.Read(parsed, _host.CurrentFolder, Diagnostics);
        if (Find(paths) is not { } found)
        {
            return null;
        }

        var requests = found.Projects.Select(project =>
        {
            var items = overrides.ApplyTo(project, Diagnostics);
            return RequestReader.Read(adapt is null ? items : adapt(items, found.Solution is null ? "" : ProjectNames.Of(project.ProjectFile)), Diagnostics);
        }).ToList();
        if (Failed || requests.Contains(null))
        {
            return null;
        }

        using var progress = _host.Progress ? new ProgressLine(_host.Error, _host.Width) : null;
        var reports = requests.Select(request => engine(request! with { Cancellation = _host.Cancellation, Progress = progress is null ? null : progress.Show })).ToList();
        return reports.Contains(null) ? null
            : found.Solution is { } solution ? SolutionReport.Of(solution, [.. requests.OfType<RunRequest>()], [.. reports.OfType<Report>()])
            : reports[0];
    }

    /// <summary>The report, when its switches are in the file that the project names.</summary>
    public Report WithSettingsFile(RunRequest request, Report report)
    {
        SettingsFile.Write(request, report, Diagnostics);
        return report;
    }

    /// <summary>The models the paths name, whatever a project says about them.</summary>
    public IReadOnlyList<string>? Models(IReadOnlyList<string> paths) =>
        Find(paths)?.Projects.SelectMany(project => project.Models).Select(model => model.FullPath).Distinct().ToList();

    /// <summary>Two models, with the settings of the first; null where something is not legal.</summary>
    public ComparisonRequest? Comparison(string original, string artifact, IReadOnlyDictionary<string, string> metadata)
    {
        var items = PromptItems.Of([Path.GetFullPath(original, _host.CurrentFolder), Path.GetFullPath(artifact, _host.CurrentFolder)], _host.CurrentFolder);
        var first = ModelItemReader.Read(items.Models[0] with { Metadata = metadata }, items, Diagnostics);
        var second = ModelItemReader.Read(items.Models[1], items, Diagnostics);
        return Failed || first is null || second is null ? null : new ComparisonRequest(first, second) { BaseFolder = _host.CurrentFolder };
    }

    /// <summary>Writes the document to standard output and the diagnostics to standard error.</summary>
    public int Finish(Report? report, Func<Report, TextOptions, IEnumerable<TextLine>> text)
    {
        report ??= new Report { ToolVersion = ToolVersion.Current, BaseFolder = _host.CurrentFolder };
        report = report with
        {
            Diagnostics = [.. Diagnostics.Concat(report.Diagnostics).Distinct()],
            FailOn = _output.FailOn,
        };
        if (_output.Json)
        {
            JsonReportWriter.Write(report, _host.Output);
        }
        else
        {
            TextOutput.Write(_host, text(report, new TextOptions(_host.Width, Details || _output.Verbose)), _output.Colors);
        }

        DiagnosticOutput.Write(_host, report.AllDiagnostics);
        return ExitCode.Of(report.Status);
    }

    private FoundItems? Find(IReadOnlyList<string> paths) => new PathResolver(_host.CurrentFolder, _host.Extensions, Diagnostics).Resolve(paths) switch
    {
        null => null,
        { Solution: { } solution } => ProjectReader.ReadSolution(solution, Diagnostics) is { } projects ? new FoundItems(projects, solution) : null,
        { Project: { } project } => ProjectReader.Read(project, Diagnostics) is { } items ? new FoundItems([items]) : null,
        { Models: var models } => new FoundItems([PromptItems.Of(models, _host.CurrentFolder)]),
    };
}
