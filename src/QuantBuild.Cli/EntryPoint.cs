using System.Runtime.InteropServices;
using QuantBuild.Cli.Build;
using QuantBuild.Diagnostics;
using QuantBuild.Execution;
using QuantBuild.Reporting;

namespace QuantBuild.Cli;

/// <summary>All the program does, behind its entry.</summary>
internal static class EntryPoint
{
    public static int Run(string[] args)
    {
        using var interruption = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return args switch
            {
                [ExecutionHost.Command, .. var verb] => ExecutionHost.Run(verb),
                [['@', .. var responseFile]] => BuildCommand.Run(responseFile, ToolHost.FromConsole() with { Cancellation = interruption.Token }),
                _ => Tool.Run(args, ToolHost.FromConsole() with { Cancellation = interruption.Token }),
            };
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // The last resort: a bug becomes one line with a code, not a stack on a user's screen.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var place = exception.StackTrace?.Split('\n')[0].Trim();
            var message = $"{exception.GetType().Name}: {exception.Message} {place} This is a bug of the tool; report it with this line.";
            Console.Error.WriteLine(DiagnosticsFile.OneLine(new Diagnostic(Descriptors.Internal, message, Environment.CurrentDirectory)));
            return ExitCode.Failed;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            interruption.Cancel();
        }
    }
}
