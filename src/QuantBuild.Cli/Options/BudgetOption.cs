using QuantBuild.Requests;

namespace QuantBuild.Cli.Options;

/// <summary><c>512MB</c> or <c>worker=512MB</c> as declared processes.</summary>
internal static class BudgetOption
{
    public static IEnumerable<RequestItem> Read(string text, string processes, string file)
    {
        var equals = text.LastIndexOf('=');
        var names = equals < 0 ? processes : text[..equals];
        var size = text[(equals + 1)..].Trim();
        return names.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => new RequestItem
        {
            Kind = "QuantizeProcess",
            Include = name,
            Metadata = new Dictionary<string, string> { [ProcessMetadata.MemoryBudget.Name] = size.Length == 0 ? "''" : size },
            File = file,
            AtPrompt = true,
        });
    }
}
