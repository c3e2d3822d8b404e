using System.Diagnostics;
using System.Text;
using System.Text.Json;
using QuantBuild.Execution;
using QuantBuild.Inspection;
using QuantBuild.Requests;

namespace QuantBuild.Projects;

/// <summary>
/// Asks the SDK's own program, which restores first and finds SDKs in feeds. It answers with the values of items, and not where they stand.
/// </summary>
internal static class SdkEvaluation
{
    private const string Assets = "ProjectAssetsFile";

    // Of an item as -getItem writes it, what MSBuild and not the person gave it.
    private static readonly string[] WellKnown =
    [
        "Identity", "FullPath", "RootDir", "Filename", "Extension", "RelativeDir", "Directory", "RecursiveDir", "ModifiedTime", "CreatedTime", "AccessedTime",
        "DefiningProjectFullPath", "DefiningProjectDirectory", "DefiningProjectName", "DefiningProjectExtension",
    ];

    /// <exception cref="IOException">The SDK cannot evaluate it either; the message is its error.</exception>
    public static RequestItems Read(string project)
    {
        // Evaluating alone does not restore, even where it is told to.
        Run(project, "restore", project, "-nologo");
        using var answer = JsonDocument.Parse(Run(project, "msbuild", project, "-nologo",
            $"-getItem:{ProjectItems.Model},{ProjectItems.Process},{ProjectItems.Component}", $"-getProperty:{string.Join(',', ProjectItems.Properties)},{Assets}"));
        var properties = answer.RootElement.GetProperty("Properties");
        var assets = Path.GetFullPath(properties.GetProperty(Assets).GetString()!, Path.GetDirectoryName(project)!);
        var items = new ItemLines(project);
        return new RequestItems
        {
            Models = [.. Items(ProjectItems.Model)],
            Processes = [.. Items(ProjectItems.Process)],
            Components = [.. Items(ProjectItems.Component)],
            Properties = new RequestItem
            {
                Kind = "",
                Include = "",
                File = project,
                Metadata = properties.EnumerateObject().Where(entry => entry.Name != Assets && entry.Value.GetString()!.Length > 0)
                    .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.OrdinalIgnoreCase),
            },
            ProjectFile = project,
            RuntimeVersion = File.Exists(assets) ? ConsumerRuntime.Read(assets)?.ToNormalizedString() : null,
            Host = File.Exists(assets) ? ConsumerHost.Read(assets) : ConsumerHost.Console,
        };

        IEnumerable<RequestItem> Items(string kind) =>
            answer.RootElement.GetProperty("Items").GetProperty(kind).EnumerateArray().Select(item => Item(kind, item, project, items));
    }

    private static RequestItem Item(string kind, JsonElement item, string project, ItemLines lines)
    {
        var include = item.GetProperty("Identity").GetString()!.Replace('\\', '/');
        var (line, column) = lines.Find(kind, include);
        return new RequestItem
        {
            Kind = kind,
            Include = include,
            FullPath = item.GetProperty("FullPath").GetString()!,
            Metadata = item.EnumerateObject().Where(entry => !WellKnown.Contains(entry.Name, StringComparer.OrdinalIgnoreCase))
                .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.OrdinalIgnoreCase),
            File = project,
            Line = line,
            Column = column,
        };
    }

    private static string Run(string project, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(DotnetHost.Path, [.. arguments, "-nodeReuse:false"])
            {
                WorkingDirectory = Path.GetDirectoryName(project)!,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            },
        };
        SdkEnvironment.RemoveFrom(process.StartInfo.Environment);
        process.Start();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new IOException(FirstError(output + "\n" + errors.GetAwaiter().GetResult()));
    }

    private static string FirstError(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var error = lines.FirstOrDefault(line => line.Contains(": error ", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "The SDK said nothing.";
        return error[(error.IndexOf(": error ", StringComparison.Ordinal) is var at and >= 0 ? at + ": error ".Length : 0)..];
    }
}
