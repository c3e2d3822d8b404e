namespace QuantBuild.FakeEngine;

/// <summary>
/// One model as its options file describes it. Metadata of the fake's own: <c>FakeSays</c> (<c>error QB2001: text</c>), <c>FakeInputs</c> (external
/// data).
/// </summary>
internal sealed class FakeModel(string optionsFile)
{
    private readonly Dictionary<string, string> _options = File.ReadLines(optionsFile)
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    private string Source => _options["FullPath"];

    private string? Says => _options.GetValueOrDefault("FakeSays");

    private bool Fails => Says?.StartsWith("error", StringComparison.Ordinal) ?? false;

    public int Build()
    {
        Leave(".diagnostics", Says is null ? "" : $"{Source}(1,1): {Says}\n");
        Leave(".inputs", _options.GetValueOrDefault("FakeInputs") is { } inputs ? inputs + "\n" : "");
        Leave(".report.json", "{}");
        Leave(".outputs", Fails ? "" : string.Join('|', new[] { Shipped(), _options["TargetPath"], "quantize", "fp16", "1", "1", "" }.Select(Escape)) + "\n");
        return Fails ? 2 : 0;
    }

    private string Shipped()
    {
        if (_options.GetValueOrDefault("Mode") == "Never")
        {
            return Source;
        }

        var output = _options["Output"];
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        File.WriteAllBytes(output, [.. "fake:"u8, .. File.ReadAllBytes(Source)]);
        return output;
    }

    private void Leave(string extension, string text) => File.WriteAllText(Path.ChangeExtension(optionsFile, null) + extension, text);

    private static string Escape(string field) => field.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);
}
