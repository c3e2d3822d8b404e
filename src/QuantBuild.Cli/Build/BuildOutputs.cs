using QuantBuild.Diagnostics;
using QuantBuild.Policy;
using QuantBuild.Reporting;
using QuantBuild.Requests;
using QuantBuild.Rewriting;

namespace QuantBuild.Cli.Build;

/// <summary>What a build leaves beside each options file, for the targets of this build and the next.</summary>
internal sealed class BuildOutputs(BuildArguments arguments)
{
    private const string OptionsExtension = ".options";

    /// <summary>Nothing could be decided: the application gets nothing, and no older word on a model stays behind.</summary>
    public void WriteNothing(IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (var options in arguments.ModelOptions)
        {
            Write(options, ".diagnostics", "");
            Write(options, ".outputs", "");
            File.Delete(Beside(options, ".report.json"));
        }

        foreach (var process in arguments.ProcessOptions)
        {
            WholeFile.Write(process + ".diagnostics", "");
        }

        WriteRun(diagnostics);
    }

    public void Write(Report report, RequestItems items)
    {
        foreach (var (options, item) in arguments.ModelOptions.Zip(items.Models))
        {
            WriteModel(options, report, report.Models.First(model => model.Path == item.FullPath), KeyValueFile.Read(options)["TargetPath"]);
        }

        foreach (var (file, item) in arguments.ProcessOptions.Zip(items.Processes))
        {
            var verdict = report.Processes.FirstOrDefault(process => process.Name == item.Include);
            WholeFile.Write(file + ".diagnostics", DiagnosticsFile.Format(verdict?.Diagnostics ?? []));
        }

        WriteRun(report.Diagnostics);
    }

    private void WriteRun(IEnumerable<Diagnostic> diagnostics) =>
        WholeFile.Write(Path.Combine(arguments.Intermediate, "quantbuild.diagnostics"), DiagnosticsFile.Format(diagnostics));

    private static void WriteModel(string options, Report report, ModelReport model, string targetPath)
    {
        Write(options, ".diagnostics", DiagnosticsFile.Format(model.Diagnostics));
        Write(options, ".inputs", string.Concat(model.Facts?.ExternalFiles.Select(file => file + "\n") ?? []));
        Write(options, ".outputs", string.Concat(Shipped(model, targetPath, Beside(options, ".report.json")).Select(line => line + "\n")));
        WholeFile.Write(Beside(options, ".report.json"), file =>
            JsonReportWriter.Write(report with { Models = [model], Processes = [.. report.Processes.Where(Runs(model))], Diagnostics = [] }, file));
    }

    private static Func<ProcessVerdict, bool> Runs(ModelReport model) => process => model.Processes.Contains(process.Name);

    /// <summary>A line a file: source, target, and for the model itself what <c>@(QuantizedModel)</c> carries.</summary>
    private static IEnumerable<string> Shipped(ModelReport model, string targetPath, string reportFile)
    {
        if (model.ShippedPath is not { } shipped)
        {
            yield break;
        }

        var decision = model.Decision!;
        var size = model.Output is { Path: not null } output ? output.Size : model.Facts!.Size;
        yield return Line(shipped, targetPath, decision.Action.ToString().ToLowerInvariant(), decision.Scheme ?? "", size.Bytes.ToString(),
            model.Shipped!.Peak.Expected.Bytes.ToString(), reportFile);

        // Artifact or untouched original: external data is found where the model says, relative to itself.
        foreach (var file in shipped == model.Path ? model.Facts!.ExternalFiles : model.Output!.Files.Skip(1).Select(file => file.Path))
        {
            var location = Path.GetRelativePath(Path.GetDirectoryName(shipped)!, file);
            yield return Line(file, Path.Combine(Path.GetDirectoryName(targetPath)!, location));
        }
    }

    private static string Line(params string[] fields) => string.Join('|', fields.Select(field => field.Replace("%", "%25").Replace("|", "%7C")));

    private static void Write(string options, string extension, string text) => WholeFile.Write(Beside(options, extension), text);

    private static string Beside(string options, string extension) => options[..^OptionsExtension.Length] + extension;
}
