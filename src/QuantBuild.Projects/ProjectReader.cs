using System.Runtime.CompilerServices;
using System.Text.Json;
using QuantBuild.Diagnostics;
using QuantBuild.Requests;

namespace QuantBuild.Projects;

/// <summary>Reads the items and properties of one project, as its build would see them.</summary>
internal static class ProjectReader
{
    /// <summary>Null where the project cannot be evaluated; <paramref name="diagnostics"/> say why.</summary>
    public static RequestItems? Read(string project, ICollection<Diagnostic> diagnostics)
    {
        if (!File.Exists(project))
        {
            return Refuse($"'{project}' does not exist; name a project file.");
        }

        try
        {
            using var environment = new SdkEnvironment();
            return SdkEnvironment.Register(Path.GetDirectoryName(project)!) is { } reason ? Refuse(reason) : Evaluate(project, diagnostics);
        }
        catch (Exception exception) when (IsAboutTheProject(exception))
        {
            return Refuse($"{exception.Message.ReplaceLineEndings(" ")} Run 'dotnet build' for the whole error.");
        }

        RequestItems? Refuse(string message)
        {
            diagnostics.Add(new Diagnostic(Descriptors.ProjectNotReadable, message, project));
            return null;
        }
    }

    // Apart and not inlined: its types load MSBuild, which is only found after the SDK is registered.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RequestItems? Evaluate(string project, ICollection<Diagnostic> diagnostics) => ProjectEvaluation.Read(project, diagnostics);

    // Named by text, because a filter on MSBuild's own type would load it too early.
    private static bool IsAboutTheProject(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or JsonException ||
        exception.GetType().FullName == "Microsoft.Build.Exceptions.InvalidProjectFileException";
}
