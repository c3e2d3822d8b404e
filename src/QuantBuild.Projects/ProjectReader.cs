using System.Runtime.CompilerServices;
using System.Text.Json;
using QuantBuild.Diagnostics;
using QuantBuild.Requests;

namespace QuantBuild.Projects;

/// <summary>Reads the items and properties of projects, as their builds would see them.</summary>
internal static class ProjectReader
{
    /// <summary>Null where the project cannot be evaluated; <paramref name="diagnostics"/> say why.</summary>
    public static RequestItems? Read(string project, ICollection<Diagnostic> diagnostics)
    {
        var items = ReadAny(project, diagnostics);
        if (items is { Models.Count: 0 } && !diagnostics.Any(diagnostic => diagnostic.Descriptor == Descriptors.NothingMatched))
        {
            diagnostics.Add(NoItems("project", project));
        }

        return items;
    }

    /// <summary>The projects of a solution that have models, in its order; null where one of its projects cannot be evaluated.</summary>
    public static IReadOnlyList<RequestItems>? ReadSolution(string solution, ICollection<Diagnostic> diagnostics)
    {
        if (With(solution, "a solution file", () => ParseSolution(solution), diagnostics) is not { } projects)
        {
            return null;
        }

        var read = projects.Select(project => ReadAny(project, diagnostics)).ToList();
        var found = read.OfType<RequestItems>().Where(items => items.Models.Count > 0).ToList();
        if (found.Count == 0 && !diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error))
        {
            diagnostics.Add(NoItems("solution", solution));
        }

        return read.Contains(null) ? null : found;
    }

    /// <summary>What this process cannot evaluate, the SDK itself is asked for.</summary>
    private static RequestItems? ReadAny(string project, ICollection<Diagnostic> diagnostics) =>
        With(project, "a project file", () => Evaluate(project, diagnostics) ?? SdkEvaluation.Read(project), diagnostics);

    private static T? With<T>(string file, string kind, Func<T?> read, ICollection<Diagnostic> diagnostics)
        where T : class
    {
        if (!File.Exists(file))
        {
            return Refuse($"'{file}' does not exist; name {kind}.");
        }

        try
        {
            using var environment = new SdkEnvironment();
            return SdkEnvironment.Register(Path.GetDirectoryName(file)!) is { } reason ? Refuse(reason) : read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException || MSBuildErrors.Has(exception))
        {
            return Refuse($"{exception.Message.ReplaceLineEndings(" ")} Run 'dotnet build' for the whole error.");
        }

        T? Refuse(string message)
        {
            diagnostics.Add(new Diagnostic(Descriptors.ProjectNotReadable, message, file));
            return null;
        }
    }

    private static Diagnostic NoItems(string kind, string file) =>
        new(Descriptors.NoItems, $"The {kind} has no QuantizeModel item; add <QuantizeModel Include=\"models/classifier.onnx\" />.", file);

    // Apart and not inlined: their types load MSBuild, which is only found after the SDK is registered.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RequestItems? Evaluate(string project, ICollection<Diagnostic> diagnostics) => ProjectEvaluation.Read(project, diagnostics);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IReadOnlyList<string> ParseSolution(string solution) => SolutionProjects.Read(solution);
}
