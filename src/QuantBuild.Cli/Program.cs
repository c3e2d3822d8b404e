using System.Runtime.InteropServices;
using QuantBuild.Diagnostics;
using QuantBuild.Reporting;

namespace QuantBuild.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            Environment.Exit(ExitCode.Interrupted);
        });
        try
        {
            // The build front end, BuildCommand, answers to a single response file.
            return Tool.Run(args, ToolHost.FromConsole());
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
    }
}
