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

    /// <summary>What the paths and options ask for; null where something is not legal.</summary>
    public RunRequest? Request(IReadOnlyList<string> paths, RunOptions options, ParseResult parsed, Func<RequestItems, RequestItems>? adapt = null)
    {
        var overrides = options.Read(parsed, _host.CurrentFolder, Diagnostics);
        if (Find(paths) is not { } found)
        {
            return null;
        }

        var items = overrides.ApplyTo(found, Diagnostics);
        items = adapt is null ? items : adapt(items);
        var request = RequestReader.Read(items, Diagnostics);
        return Failed ? null : request;
    }

    /// <summary>The models the paths name, whatever a project says about them.</summary>
    public IReadOnlyList<string>? Models(IReadOnlyList<string> paths) => Find(paths)?.Models.Select(model => model.FullPath).ToList();

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

    private RequestItems? Find(IReadOnlyList<string> paths)
    {
        var found = new PathResolver(_host.CurrentFolder, _host.Extensions, Diagnostics).Resolve(paths);
        return found is null ? null
            : found.Project is { } project ? ProjectReader.Read(project, Diagnostics)
            : PromptItems.Of(found.Models, _host.CurrentFolder);
    }
}
