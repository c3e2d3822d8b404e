using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace QuantBuild.Execution;

/// <summary>The child: one request on its input, one response on its output, nothing else.</summary>
internal static class ExecutionHost
{
    /// <summary>First argument of the program in this role; no command of the tool.</summary>
    public const string Command = "execution-host";

    /// <summary>Exit code of a platform without a library of ONNX Runtime; none of the tool's.</summary>
    public const int NoNativeLibrary = 200;

    /// <param name="arguments">The name of a verb.</param>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        var name = arguments.Length == 1 ? arguments[0] : "";
        var verb = ExecutionVerbs.All.FirstOrDefault(verb => verb.Name == name) ?? throw new ArgumentException($"No verb '{name}'.");

        // Ctrl-C reaches every process of a terminal; it is the parent that decides what becomes of this one.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        if (input.ReadLine() is not { } request)
        {
            return 1;
        }

        ParentWatch.Start(input);
        MemoryPriority.GiveWay();
        if (!TryQuieten())
        {
            return NoNativeLibrary;
        }

        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(verb.Answer(request)));
        output.Flush();
        return 0;
    }

    /// <summary>The first call into the native library, which not every platform has.</summary>
    private static bool TryQuieten()
    {
        try
        {
            var options = new EnvironmentCreationOptions { logId = Command, logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            OrtEnv.CreateInstanceWithOptions(ref options).DisableTelemetryEvents();
            return true;
        }
        catch (TypeInitializationException exception) when (exception.GetBaseException() is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return false;
        }
    }
}
