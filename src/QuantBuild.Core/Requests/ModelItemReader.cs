using QuantBuild.Diagnostics;
using QuantBuild.Formats;
using QuantBuild.Memory;
using QuantBuild.Models;
using QuantBuild.Policy;
using QuantBuild.Schemes;
using QuantBuild.Verification;

namespace QuantBuild.Requests;

/// <summary>Reads one <c>QuantizeModel</c> item, or one model at the prompt.</summary>
internal static class ModelItemReader
{
    private const string PrunedPrefix = "pruned+";

    /// <param name="item">The item.</param>
    /// <param name="project">Its properties stand in for metadata that is not set; what its restore says of the application.</param>
    /// <param name="diagnostics">Takes what is not legal; the result is then null.</param>
    public static ModelRequest? Read(RequestItem item, RequestItems project, ICollection<Diagnostic> diagnostics)
    {
        var values = new SettingValues(item, project.Properties, diagnostics);
        values.RefuseUnavailable(ModelMetadata.All);
        var request = new ModelRequest
        {
            Path = item.FullPath,
            DisplayPath = item.Include.Replace('\\', '/'),
            Mode = values.Choice<ModelMode>(ModelMetadata.Mode) ?? default,
            Scheme = ReadScheme(values),
            Runtime = ReadRuntime(values),
            Device = values.Choice<Device>(ModelMetadata.Device) ?? default,
            Processes = values.List(ModelMetadata.Process),
            AccuracyCritical = values.Flag(ModelMetadata.AccuracyCritical),
            Resident = values.Flag(ModelMetadata.Resident),
            Sessions = values.Count(ModelMetadata.Sessions, 1, 1024),
            Setting = values.Switch(ModelMetadata.Setting),
            KeepsResident = values.IsSet(ModelMetadata.Resident) && values.Flag(ModelMetadata.Resident),
            SchemeOptions = new SchemeOptions
            {
                ExcludeNodes = values.List(ModelMetadata.ExcludeNodes),
                KeepIoTypes = values.Flag(ModelMetadata.KeepIoTypes),
            },
            ExternalData = values.Choice<ExternalDataMode>(ModelMetadata.ExternalData) ?? default,
            RuntimeOptions = new RuntimeOptions
            {
                RuntimeVersion = project.RuntimeVersion,
                Host = project.Host,
                Session = SessionOptionsReader.Read(values),
                Shapes = ReadShapes(values),
            },
            Samples = values.TextOrNull(ModelMetadata.Samples) is { } samples ? Path.GetFullPath(samples.Replace('\\', '/'), FolderOf(item)) : null,
            Gate = new VerificationGate(values.Number(ModelMetadata.MinSqnr, 0, 200)),
            OutputPath = item.OutputPath,
            Line = item.Line,
        };
        if (request.Processes.Count == 0)
        {
            values.Illegal(ModelMetadata.Process);
        }

        return values.Failed ? null : request;
    }

    private static string FolderOf(RequestItem item) => Directory.Exists(item.File) ? item.File : Path.GetDirectoryName(item.File)!;

    private static InputShapes ReadShapes(SettingValues values)
    {
        if (InputShapes.Parse(values.Text(ModelMetadata.Shapes)) is { } shapes)
        {
            return shapes;
        }

        values.Illegal(ModelMetadata.Shapes);
        return InputShapes.None;
    }

    private static string ReadScheme(SettingValues values)
    {
        var scheme = values.Text(ModelMetadata.Scheme).ToLowerInvariant();
        if (scheme == ModelMetadata.Scheme.Default || QuantizationSchemes.Find(scheme) is not null)
        {
            return scheme;
        }

        if (IsKnown(scheme))
        {
            values.NotAvailable(ModelMetadata.Scheme);
        }
        else
        {
            values.Illegal(ModelMetadata.Scheme);
        }

        return scheme;
    }

    private static bool IsKnown(string scheme) =>
        QuantizationSchemes.Names.Contains(scheme.StartsWith(PrunedPrefix, StringComparison.Ordinal) ? scheme[PrunedPrefix.Length..] : scheme);

    private static string? ReadRuntime(SettingValues values)
    {
        if (values.TextOrNull(ModelMetadata.Runtime)?.ToLowerInvariant() is not { } runtime || RuntimeProfiles.Find(runtime) is not null)
        {
            return values.TextOrNull(ModelMetadata.Runtime)?.ToLowerInvariant();
        }

        if (RuntimeProfiles.Names.Contains(runtime))
        {
            values.NotAvailable(ModelMetadata.Runtime);
        }
        else
        {
            values.Illegal(ModelMetadata.Runtime);
        }

        return null;
    }
}
