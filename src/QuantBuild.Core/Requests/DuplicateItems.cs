using QuantBuild.Diagnostics;

namespace QuantBuild.Requests;

/// <summary>The same file twice is one item where both say the same, and an error where they do not; so are two sources for one target.</summary>
internal static class DuplicateItems
{
    /// <summary>The items without repetitions, or null where two contradict each other.</summary>
    public static IReadOnlyList<RequestItem>? Remove(IReadOnlyList<RequestItem> items, RequestItem properties, ICollection<Diagnostic> diagnostics)
    {
        // Only to compare effective values; what is not legal in them is reported where they are read.
        var unreported = new List<Diagnostic>();
        var kept = new Dictionary<string, (RequestItem Item, SettingValues Values)>(PathComparer);
        var outputs = new Dictionary<string, RequestItem>(PathComparer);
        var legal = true;
        foreach (var item in items)
        {
            var values = new SettingValues(item, properties, unreported);
            if (kept.TryGetValue(item.FullPath, out var first))
            {
                if (FirstDifference(first.Values, values) is { } difference || first.Item.OutputPath != item.OutputPath)
                {
                    Report(item, Descriptors.DuplicateItem, $"'{item.Include}' is listed twice with different metadata ({Describe(first, (item, values))}); " +
                        "keep one of them, or use Update to change it.", diagnostics);
                    legal = false;
                }
            }
            else if (item.OutputPath is { } output && !outputs.TryAdd(output, item))
            {
                Report(item, Descriptors.DuplicateTarget, $"'{outputs[output].Include}' and '{item.Include}' would both be written to '{output}'; " +
                    "give one of them another TargetPath.", diagnostics);
                legal = false;
            }
            else
            {
                kept.Add(item.FullPath, (item, values));
            }
        }

        return legal ? [.. kept.Values.Select(entry => entry.Item)] : null;
    }

    private static StringComparer PathComparer => OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private static SettingName? FirstDifference(SettingValues left, SettingValues right) =>
        ModelMetadata.All.FirstOrDefault(name => !left.Text(name).Equals(right.Text(name), StringComparison.OrdinalIgnoreCase));

    private static string Describe((RequestItem Item, SettingValues Values) first, (RequestItem Item, SettingValues Values) second) =>
        FirstDifference(first.Values, second.Values) is { } name
            ? $"{name.Name} '{first.Values.Text(name)}' and '{second.Values.Text(name)}'"
            : $"written to '{first.Item.OutputPath}' and '{second.Item.OutputPath}'";

    private static void Report(RequestItem item, DiagnosticDescriptor descriptor, string message, ICollection<Diagnostic> diagnostics) =>
        diagnostics.Add(new Diagnostic(descriptor, message, item.File) { Line = item.Line, Column = item.Column });
}
