using System.Diagnostics;

namespace QuantBuild.Build.Tests;

/// <summary>Processes of one project's build, found by their working folder. Linux only.</summary>
internal static class ProjectProcesses
{
    /// <summary>MSBuild's own variable: nodes serve only builds with the same value.</summary>
    public const string NodeSalt = "MSBUILDNODEHANDSHAKESALT";

    private const string Tool = "dotnet-quantize-check.dll";

    public static IReadOnlyList<int> All(Consumer app) =>
        [.. Ids().Where(process => WorkingFolder(process) == app.Folder)];

    /// <summary>The package's tool, and what it starts in its turn.</summary>
    public static IReadOnlyList<int> Tools(Consumer app) => [.. All(app).Where(process => Read(process, "cmdline").Contains(Tool, StringComparison.Ordinal))];

    public static IReadOnlyList<int> Nodes(Consumer app) =>
        [.. Ids().Where(process => Read(process, "environ").Split('\0').Contains($"{NodeSalt}={app.Folder}"))];

    public static int Parent(int process) => int.Parse(Read(process, "status").Split('\n').First(line => line.StartsWith("PPid:", StringComparison.Ordinal))[5..].Trim());

    public static void Signal(string signal, IEnumerable<int> processes)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", .. processes.Select(process => $"{process}")]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }

    private static IEnumerable<int> Ids() =>
        Directory.EnumerateDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0).Where(id => id > 0).Order();

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string? WorkingFolder(int process)
    {
        try
        {
            return Directory.ResolveLinkTarget($"/proc/{process}/cwd", false)?.FullName;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
