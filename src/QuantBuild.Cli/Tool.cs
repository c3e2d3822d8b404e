using System.CommandLine;
using System.CommandLine.Invocation;
using QuantBuild.Cli.Commands;

namespace QuantBuild.Cli;

/// <summary>The commands, and which of them a command line means.</summary>
internal static class Tool
{
    private static readonly string[] RootOptions = ["--help", "-h", "-?", "/?", "/h", "--version"];

    public static int Run(IReadOnlyList<string> args, ToolHost host)
    {
        var root = new RootCommand("Size and memory of machine-learning models: what a build would do with them, and whether they fit.")
        {
            CheckCommand.Create(host),
            InspectCommand.Create(host),
            QuantizeCommand.Create(host),
            MeasureCommand.Create(host),
            CompareCommand.Create(host),
            PlanCommand.Create(host),
            ExplainCommand.Create(host),
        };

        // No response files: the build front end has its own, and a path may begin with '@'.
        var parsed = root.Parse(WithCommand(args, root), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
            {
                host.Error.WriteLine(error.Message);
            }

            host.Error.WriteLine($"See: dotnet quantize-check {parsed.CommandResult.Command.Name} --help");
            return ExitCode.Failed;
        }

        using var output = new StreamWriter(host.Output, leaveOpen: true);
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    // check is the default command.
    private static IReadOnlyList<string> WithCommand(IReadOnlyList<string> args, RootCommand root) =>
        args is [var first, ..] && (RootOptions.Contains(first) || first.StartsWith('[') || root.Subcommands.Any(command => command.Name == first))
            ? args
            : [CheckCommand.Name, .. args];
}
