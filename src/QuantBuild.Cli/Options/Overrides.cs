using QuantBuild.Diagnostics;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Options;

/// <summary>What the options say; it wins over what a project says.</summary>
internal sealed record Overrides
{
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public required IReadOnlyDictionary<string, string> Properties { get; init; }

    public required IReadOnlyList<RequestItem> Processes { get; init; }

    public required IReadOnlyList<RequestItem> Components { get; init; }

    public RequestItems ApplyTo(RequestItems items, ICollection<Diagnostic> diagnostics)
    {
        var models = items.Models.Select(model => model with { Metadata = Over(model.Metadata, Metadata) }).ToList();
        if (models.Count > 0 || File.Exists(items.ProjectFile))
        {
            RefuseUnknownProcesses(items, models, diagnostics);
        }

        var overridden = Processes.Select(process => process.Include).ToHashSet();
        return items with
        {
            Models = models,
            Properties = items.Properties with { Metadata = Over(items.Properties.Metadata, Properties) },
            Processes = [.. items.Processes.Where(process => !overridden.Contains(process.Include)), .. Processes],
            Components = [.. items.Components, .. Components],
        };
    }

    // A budget that applies to nothing would be ignored in silence.
    private void RefuseUnknownProcesses(RequestItems items, List<RequestItem> models, ICollection<Diagnostic> diagnostics)
    {
        var known = items.Processes.Select(process => process.Include)
            .Concat(models.Concat(Components).SelectMany(item => new SettingValues(item, items.Properties, []).List(ModelMetadata.Process)))
            .Distinct()
            .ToList();
        foreach (var process in Processes.Where(process => !known.Contains(process.Include)))
        {
            diagnostics.Add(new Diagnostic(Descriptors.UnknownName,
                $"--memory-budget is for process '{process.Include}', {(File.Exists(items.ProjectFile) ? "which the project does not have" : "in which no model runs")}; write --memory-budget NAME=SIZE with one of: {string.Join(", ", known)}.",
                items.ProjectFile));
        }
    }

    private static Dictionary<string, string> Over(IReadOnlyDictionary<string, string> below, IReadOnlyDictionary<string, string> above)
    {
        var merged = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in below.Concat(above))
        {
            merged[name] = value;
        }

        return merged;
    }
}
