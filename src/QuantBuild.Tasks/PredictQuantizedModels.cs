using System.Security.Cryptography;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = Microsoft.Build.Utilities.Task;

namespace QuantBuild.Tasks;

/// <summary>Says where every model will land and writes what the tool has to know, without reading a model: cheap enough for design time.</summary>
[MSBuildMultiThreadableTask]
public sealed class PredictQuantizedModels : Task
{
    /// <summary>The <c>QuantizeModel</c> items.</summary>
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>The <c>QuantizeProcess</c> items.</summary>
    public ITaskItem[] Processes { get; set; } = [];

    /// <summary>The <c>QuantizeMemoryComponent</c> items.</summary>
    public ITaskItem[] Components { get; set; } = [];

    /// <summary>Properties of the project: name, and the value as metadata <c>Value</c>.</summary>
    public ITaskItem[] Settings { get; set; } = [];

    /// <summary>Absolute path of the project.</summary>
    [Required]
    public string ProjectFile { get; set; } = string.Empty;

    /// <summary>Absolute folder of everything kept between builds.</summary>
    [Required]
    public string IntermediateFolder { get; set; } = string.Empty;

    /// <summary>The SDK serves what lies under <c>wwwroot</c>.</summary>
    public bool IsWebProject { get; set; }

    /// <summary>False: only predict; write nothing, complain about nothing.</summary>
    public bool Write { get; set; }

    /// <summary>The models as they will ship: source, <c>TargetPath</c>, and the files kept about them.</summary>
    [Output]
    public ITaskItem[] Predicted { get; set; } = [];

    /// <summary>Files of options, in item order.</summary>
    [Output]
    public ITaskItem[] ModelOptions { get; set; } = [];

    /// <summary>Files of processes.</summary>
    [Output]
    public ITaskItem[] ProcessOptions { get; set; } = [];

    /// <summary>External data that the models were seen to have.</summary>
    [Output]
    public ITaskItem[] ExternalFiles { get; set; } = [];

    /// <summary>Equal for builds that would do the same, whatever their target framework.</summary>
    [Output]
    public string Signature { get; set; } = string.Empty;

    /// <inheritdoc />
    public override bool Execute()
    {
        var models = ModelItems.Distinct(Models, Path.GetDirectoryName(ProjectFile)!, Log, ProjectFile, Write);
        if (Log.HasLoggedErrors)
        {
            return false;
        }

        var files = new IntermediateFiles(IntermediateFolder);
        var processes = ProcessFiles.Of(models.Select(model => model.Item), Processes);
        Predicted = [.. models.Select(model => Item(model, files))];
        ModelOptions = [.. models.Select(model => Items.New(files.Of(model.TargetPath, ".options")))];
        ProcessOptions = [.. processes.Keys.Select(name => Items.New(files.OfProcess(name)))];
        ExternalFiles = [.. models.SelectMany(model => files.Lines(model.TargetPath, ".inputs")).Select(line => Items.New(line))];
        Signature = Sign(models.SelectMany(model => Options(model, new IntermediateFiles(".")))
            .Concat(processes.SelectMany(process => process.Value)).Concat(ProcessFiles.Components(Components)).Concat(SettingLines()));
        if (Write)
        {
            if (models.Count == 0)
            {
                EmptyItems.Explain(ProjectFile, Log);
            }

            WebRoot.Warn(IsWebProject ? models : [], ProjectFile, Log);
            TryWriteFiles(models, processes, files);
        }

        return !Log.HasLoggedErrors;
    }

    private void TryWriteFiles(IReadOnlyList<ModelItem> models, IReadOnlyDictionary<string, IReadOnlyList<string>> processes, IntermediateFiles files)
    {
        try
        {
            WriteFiles(models, processes, files);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.CodedError("QB5014", ProjectFile,
                "'{0}' cannot be written: {1} Free space, allow writing there, or set BaseIntermediateOutputPath to another folder", IntermediateFolder, exception.Message);
        }
    }

    private void WriteFiles(IReadOnlyList<ModelItem> models, IReadOnlyDictionary<string, IReadOnlyList<string>> processes, IntermediateFiles files)
    {
        Directory.CreateDirectory(IntermediateFolder);
        foreach (var model in models)
        {
            KeyValueLines.WriteIfDifferent(files.Of(model.TargetPath, ".options"), Options(model, files));
        }

        foreach (var process in processes)
        {
            KeyValueLines.WriteIfDifferent(files.OfProcess(process.Key), process.Value);
        }

        KeyValueLines.WriteIfDifferent(files.Settings, SettingLines());
        KeyValueLines.WriteIfDifferent(files.Components, ProcessFiles.Components(Components));
        files.RemoveOthers(ModelOptions.Concat(ProcessOptions).Select(item => item.ItemSpec));
        if (models.Any(model => files.Lines(model.TargetPath, ".outputs").Select(IntermediateFiles.Source).Any(source => !File.Exists(source))))
        {
            // Somebody removed an artifact; the stamp must not speak for it.
            File.Delete(files.Stamp);
        }

        new InputList(files.List).Write([.. ModelOptions.Select(item => item.ItemSpec)], [.. ProcessOptions.Select(item => item.ItemSpec)]);
    }

    private static IEnumerable<string> Options(ModelItem model, IntermediateFiles files)
    {
        yield return KeyValueLines.Line("Include", model.Item.ItemSpec.Replace('\\', '/'));
        yield return KeyValueLines.Line("FullPath", model.FullPath);
        yield return KeyValueLines.Line("Output", files.Artifact(model.TargetPath));
        foreach (var line in KeyValueLines.Metadata(model.Item).Where(line => !line.StartsWith("TargetPath=", StringComparison.Ordinal)))
        {
            yield return line;
        }

        yield return KeyValueLines.Line("TargetPath", model.TargetPath);
    }

    private IEnumerable<string> SettingLines() =>
        Settings.Where(setting => setting.GetMetadata("Value").Length > 0).Select(setting => KeyValueLines.Line(setting.ItemSpec, setting.GetMetadata("Value")));

    private static TaskItem Item(ModelItem model, IntermediateFiles files)
    {
        var item = Items.New(model.FullPath);
        void Copy(string name, string otherwise) => Items.Set(item, name, model.Item.GetMetadata(name) is { Length: > 0 } value ? value : otherwise);

        Items.Set(item, "TargetPath", model.TargetPath);
        Copy("CopyToOutputDirectory", "PreserveNewest");
        Copy("CopyToPublishDirectory", "");
        Copy("OutputItemType", "Content");
        Copy("LogicalName", "");
        Items.Set(item, "OutputsFile", files.Of(model.TargetPath, ".outputs"));
        Items.Set(item, "DiagnosticsFile", files.Of(model.TargetPath, ".diagnostics"));
        Items.Set(item, "ReportFile", files.Of(model.TargetPath, ".report.json"));
        return item;
    }

    private static string Sign(IEnumerable<string> lines)
    {
        using var hash = SHA256.Create();
        return BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(string.Join("\n", lines)))).Replace("-", string.Empty);
    }
}
