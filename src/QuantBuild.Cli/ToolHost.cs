using System.Text;
using QuantBuild.Formats;
using QuantBuild.Reporting;
using QuantBuild.Requests;

namespace QuantBuild.Cli;

/// <summary>What surrounds the tool: its console, its folder, and the engine it calls.</summary>
internal sealed record ToolHost
{
    public const int RedirectedWidth = 120;

    public required Stream Output { get; init; }

    public required TextWriter Error { get; init; }

    public required string CurrentFolder { get; init; }

    /// <summary>Standard output is a terminal that a person looks at, and NO_COLOR is not set.</summary>
    public bool Colors { get; init; }

    /// <summary>A person waits at a terminal; a log that keeps every line has no use for progress.</summary>
    public bool Progress { get; init; }

    /// <summary>A person or the build asked to stop.</summary>
    public CancellationToken Cancellation { get; init; }

    public int Width { get; init; } = RedirectedWidth;

    public Func<RunRequest, Report> Run { get; init; } = Pipeline.Run;

    public Func<RunRequest, Report> Plan { get; init; } = Pipeline.Plan;

    public Func<RunRequest, Report> Measure { get; init; } = Pipeline.Measure;

    public Func<InspectRequest, Report> Inspect { get; init; } = Pipeline.Inspect;

    public Func<ComparisonRequest, Report> Compare { get; init; } = Pipeline.Compare;

    /// <summary>Extensions of models in folders.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [.. ModelFormats.All.SelectMany(format => format.Extensions)];

    public static ToolHost FromConsole()
    {
        var interactive = !Console.IsOutputRedirected;
        if (OperatingSystem.IsWindows() && interactive)
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        return new ToolHost
        {
            Output = Console.OpenStandardOutput(),
            Error = Console.Error,
            CurrentFolder = Environment.CurrentDirectory,
            Colors = interactive && IsUnset("NO_COLOR"),
            Progress = interactive && !Console.IsErrorRedirected && IsUnset("CI") && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Width = interactive && Console.WindowWidth > 0 ? Console.WindowWidth : RedirectedWidth,
        };
    }

    private static bool IsUnset(string variable) => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
