using System.CommandLine;
using QuantBuild.Cli.Output;
using QuantBuild.Diagnostics;

namespace QuantBuild.Cli.Commands;

/// <summary>A command whose name is settled and that is not built yet: refused, whatever its arguments.</summary>
internal static class UnavailableCommand
{
    public static Command Create(string name, string description, ToolHost host)
    {
        var command = new Command(name, description + " (not available yet)")
        {
            new Argument<string[]>("arguments") { Arity = ArgumentArity.ZeroOrMore, Hidden = true },
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(_ =>
        {
            DiagnosticOutput.Write(host, [new Diagnostic(Descriptors.NotAvailableYet, $"The command '{name}' is not available yet; use check or inspect.", host.CurrentFolder)]);
            return ExitCode.Failed;
        });
        return command;
    }
}
