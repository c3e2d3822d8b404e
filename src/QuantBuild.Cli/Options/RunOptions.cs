using System.CommandLine;
using QuantBuild.Diagnostics;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Options;

/// <summary>The options that say what a project file says: metadata, properties, processes and components.</summary>
internal sealed class RunOptions
{
    // These have other forms at the prompt: --memory-budget for any process, --format; a run that is asked for is enabled.
    private static readonly SettingName[] NotOptions = [BuildProperties.Enabled, BuildProperties.MemoryBudget, BuildProperties.Reports];

    private readonly IReadOnlyList<SettingOption> _metadata = [.. ModelMetadata.All.Select(name => new SettingOption(name))];
    private readonly IReadOnlyList<SettingOption> _properties = [.. BuildProperties.All.Except(NotOptions).Select(name => new SettingOption(name))];
    private readonly Option<string[]> _budgets = new("--memory-budget") { Description = "512MB for the process of --process, or name=512MB; can be repeated" };
    private readonly Option<string[]> _components = new("--component")
    {
        Description = "\"" + ComponentOption.Form + "\"; can be repeated",
    };

    public void AddTo(Command command)
    {
        foreach (var option in _metadata.Concat(_properties))
        {
            command.Add(option.Option);
        }

        command.Add(_budgets);
        command.Add(_components);
    }

    public Overrides Read(ParseResult parsed, string file, ICollection<Diagnostic> diagnostics)
    {
        var metadata = Values(_metadata, parsed, name => name.Name);
        var processes = metadata.GetValueOrDefault(ModelMetadata.Process.Name) ?? ModelMetadata.Process.Default;
        return new Overrides
        {
            Metadata = metadata,
            Properties = Values(_properties, parsed, name => name.Property),
            Processes = [.. (parsed.GetValue(_budgets) ?? []).SelectMany(text => BudgetOption.Read(text, processes, file))],
            Components = [.. (parsed.GetValue(_components) ?? []).Select(text => ComponentOption.Read(text, processes, file, diagnostics)).OfType<RequestItem>()],
        };
    }

    private static Dictionary<string, string> Values(IEnumerable<SettingOption> options, ParseResult parsed, Func<SettingName, string> key)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var option in options)
        {
            if (option.Read(parsed) is { } value)
            {
                values[key(option.Name)] = value;
            }
        }

        return values;
    }
}
