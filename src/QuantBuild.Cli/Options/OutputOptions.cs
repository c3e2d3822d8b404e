using System.CommandLine;
using QuantBuild.Diagnostics;

namespace QuantBuild.Cli.Options;

/// <summary>The options about the output, which never change what is decided.</summary>
internal sealed class OutputOptions
{
    private static readonly string[] LaterFormats = ["markdown", "sarif", "github", "html"];

    private readonly Option<string> _format = new("--format") { Description = "text, json", DefaultValueFactory = _ => "text" };
    private readonly Option<string> _failOn = new("--fail-on") { Description = "error, warning: the severity from which on the exit code is 2", DefaultValueFactory = _ => "error" };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "All reasons, and the schemes that were not taken" };
    private readonly Option<string> _color = new("--color") { Description = "auto, always, never", DefaultValueFactory = _ => "auto" };

    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_failOn);
        command.Add(_verbose);
        command.Add(_color);
    }

    public OutputSettings Read(ParseResult parsed, ToolHost host, ICollection<Diagnostic> diagnostics)
    {
        var format = parsed.GetValue(_format)!;
        if (LaterFormats.Contains(format))
        {
            diagnostics.Add(new Diagnostic(Descriptors.NotAvailableYet, $"--format '{format}' is not available yet; use text or json.", host.CurrentFolder));
        }
        else
        {
            Check(_format, format, ["text", "json"]);
        }

        var failOn = parsed.GetValue(_failOn)!;
        Check(_failOn, failOn, ["error", "warning"]);
        var color = parsed.GetValue(_color)!;
        Check(_color, color, ["auto", "always", "never"]);
        return new OutputSettings(format == "json", failOn == "warning" ? Severity.Warning : Severity.Error, parsed.GetValue(_verbose),
            color == "always" || (color == "auto" && host.Colors));

        void Check(Option option, string value, string[] legal)
        {
            if (!legal.Contains(value))
            {
                diagnostics.Add(new Diagnostic(Descriptors.IllegalValue, $"{option.Name} '{value}' is not legal; legal: {string.Join(", ", legal)}.", host.CurrentFolder));
            }
        }
    }
}
