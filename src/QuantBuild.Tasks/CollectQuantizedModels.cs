using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = Microsoft.Build.Utilities.Task;

namespace QuantBuild.Tasks;

/// <summary>Turns what the tool left into items: files for the output, and one <c>QuantizedModel</c> a model.</summary>
[MSBuildMultiThreadableTask]
public sealed class CollectQuantizedModels : Task
{
    private static readonly string[] Details = ["Decision", "Scheme", "SizeBytes", "PeakMemoryBytes", "ReportFile"];

    /// <summary>As <see cref="PredictQuantizedModels"/> gave them.</summary>
    [Required]
    public ITaskItem[] Predicted { get; set; } = [];

    /// <summary>Ship the originals, whatever the tool may have left.</summary>
    public bool OriginalsOnly { get; set; }

    /// <summary>Files with their <c>TargetPath</c>.</summary>
    [Output]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>What ships for each model.</summary>
    [Output]
    public ITaskItem[] Models { get; set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        var files = new List<ITaskItem>();
        var models = new List<ITaskItem>();
        foreach (var model in Predicted)
        {
            var outputs = model.GetMetadata("OutputsFile");
            var lines = !OriginalsOnly && File.Exists(outputs)
                ? File.ReadAllLines(outputs).Select(OutputLine.Fields)
                : OriginalFiles.Of(model, OriginalsOnly, Log);
            foreach (var fields in lines)
            {
                Add(files, ShippedFile.Of(fields[0], fields[1], model));
                if (fields.Length > 2)
                {
                    models.Add(Quantized(fields, model));
                }
            }
        }

        Files = [.. files];
        Models = [.. models];
        return !Log.HasLoggedErrors;
    }

    /// <summary>Two models may share a file of external data; two files may not share a place.</summary>
    private void Add(List<ITaskItem> files, TaskItem file)
    {
        var target = file.GetMetadata("TargetPath");
        if (files.Find(other => other.GetMetadata("TargetPath").Equals(target, StringComparison.OrdinalIgnoreCase)) is not { } same)
        {
            files.Add(file);
        }
        else if (same.ItemSpec != file.ItemSpec)
        {
            Log.CodedError("QB5004", file.ItemSpec,
                "'{0}' and '{1}' would both be '{2}' in the output; give one of the models another TargetPath.", same.ItemSpec, file.ItemSpec, target);
        }
    }

    private static TaskItem Quantized(string[] fields, ITaskItem model)
    {
        var item = Items.New(fields[0]);
        Items.Set(item, "SourceModel", model.ItemSpec);
        Items.Set(item, "TargetPath", fields[1]);
        for (var i = 0; i < Details.Length && i + 2 < fields.Length; i++)
        {
            Items.Set(item, Details[i], fields[i + 2]);
        }

        return item;
    }
}
