using System.CommandLine;
using QuantBuild.Cli.Output;
using QuantBuild.Diagnostics;
using QuantBuild.Diagnostics.Explanations;

namespace QuantBuild.Cli.Commands;

/// <summary>The help text of one diagnostic, or the list of all.</summary>
internal static class ExplainCommand
{
    public static Command Create(ToolHost host)
    {
        var code = new Argument<string?>("code") { Description = "A diagnostic such as QB2001; without: all of them", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "Cause, example and fix of a diagnostic") { code };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(code) is not { } wanted)
            {
                TextOutput.Write(host, ExplanationWriter.List(), host.Colors);
                return ExitCode.Clean;
            }

            if (ExplanationTable.Find(wanted) is not { } explanation)
            {
                DiagnosticOutput.Write(host, [new Diagnostic(Descriptors.IllegalValue,
                    $"'{wanted}' is no diagnostic; legal: the codes that 'dotnet quantize-check explain' lists.", host.CurrentFolder)]);
                return ExitCode.Failed;
            }

            TextOutput.Write(host, ExplanationWriter.One(explanation, Math.Min(host.Width, ToolHost.RedirectedWidth)), host.Colors);
            return ExitCode.Clean;
        });
        return command;
    }
}
