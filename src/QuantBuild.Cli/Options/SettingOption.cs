using System.CommandLine;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Options;

/// <summary>The option that stands for one metadata name or property.</summary>
internal sealed class SettingOption
{
    public SettingOption(SettingName name)
    {
        Name = name;
        var unavailable = name.Available ? "" : " (not available yet)";
        var fallback = name.Default.Length == 0 ? "" : $" [{name.Default}]";
        var description = name.Legal + fallback + unavailable;
        Option = name.IsFlag ? new Option<bool>(name.Option) { Description = description }
            : name.IsList ? new Option<string[]>(name.Option) { Description = description }
            : new Option<string>(name.Option) { Description = description };
    }

    public SettingName Name { get; }

    public Option Option { get; }

    /// <summary>The value as a project file would spell it; null where the option is not given.</summary>
    public string? Read(ParseResult parsed) =>
        parsed.GetResult(Option) is not { Implicit: false } ? null : Option switch
        {
            Option<bool> flag => parsed.GetValue(flag) ? "true" : "false",
            Option<string[]> list => string.Join(';', parsed.GetValue(list)!),
            _ => parsed.GetValue((Option<string>)Option),
        };
}
