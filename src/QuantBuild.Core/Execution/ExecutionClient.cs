using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using QuantBuild.Models;

namespace QuantBuild.Execution;

/// <summary>The parent's side: a child per request, so that nothing a model does reaches this process.</summary>
/// <param name="dotnet">The <c>dotnet</c> executable; null takes the one that runs this process.</param>
/// <param name="host">The program whose <see cref="ExecutionHost"/> answers; null takes the one beside this process.</param>
/// <param name="shared">Memory of all children of a run; null where no other child runs.</param>
internal sealed class ExecutionClient(string? dotnet = null, string? host = null, ChildMemory? shared = null)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly string _dotnet = dotnet ?? DotnetHost.Path;
    private readonly string _host = host ?? Path.Combine(AppContext.BaseDirectory, "dotnet-quantize-check.dll");

    /// <summary>Asks and waits; the child is gone when this returns or throws.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ExecutionOutcome<TResponse> Run<TRequest, TResponse>(
        ExecutionVerb<TRequest, TResponse> verb, TRequest request, ExecutionLimits limits, CancellationToken cancellation = default)
        where TRequest : class
        where TResponse : class =>
        shared is null
            ? RunOnce(verb, request, limits, cancellation)
            : shared.Run(limits.Expected, memory => RunOnce(verb, request, limits with { Memory = memory }, cancellation), cancellation);

    private ExecutionOutcome<TResponse> RunOnce<TRequest, TResponse>(
        ExecutionVerb<TRequest, TResponse> verb, TRequest request, ExecutionLimits limits, CancellationToken cancellation)
        where TRequest : class
        where TResponse : class
    {
        cancellation.ThrowIfCancellationRequested();
        using var process = new Process { StartInfo = StartInfo(verb.Name, verb.Environment(request)) };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new(null, new ChildDeath(ChildEnd.NotStarted, exception.NativeErrorCode, exception.Message));
        }

        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = LastLine.OfAsync(process.StandardError);
        try
        {
            Ask(process, ExecutionVerb<TRequest, TResponse>.Write(request));
            var limit = Wait(process, limits, cancellation);
            process.WaitForExit();
            return (limit, process.ExitCode) switch
            {
                ({ } death, _) => new(null, death),
                (_, 0) => ExecutionVerb<TRequest, TResponse>.Read(output.GetAwaiter().GetResult()) is { } response
                    ? new(response, null)
                    : new(null, new ChildDeath(ChildEnd.Exited, 0, "its answer is no response")),
                (_, var exitCode) => new(null, ChildDeath.FromExitCode(exitCode, errors.GetAwaiter().GetResult())),
            };
        }
        finally
        {
            End(process);
        }
    }

    private ProcessStartInfo StartInfo(string verb, IReadOnlyDictionary<string, string> environment)
    {
        var info = new ProcessStartInfo(_dotnet, ["exec", _host, ExecutionHost.Command, verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value.Length == 0 ? null : value;
        }

        return info;
    }

    /// <summary>Leaves the child's input open: its end means that nobody waits for the answer.</summary>
    private static void Ask(Process process, string request)
    {
        try
        {
            process.StandardInput.WriteLine(request);
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // The child is gone before it could read; its exit code says how.
        }
    }

    private static ChildDeath? Wait(Process process, ExecutionLimits limits, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (!process.WaitForExit(LookEvery))
        {
            cancellation.ThrowIfCancellationRequested();
            var death = clock.Elapsed > limits.Time ? new ChildDeath(ChildEnd.TimeLimit, 0, $"{limits.Time.TotalSeconds:0.#} s")
                : ResidentMemory(process) > limits.Memory ? new ChildDeath(ChildEnd.MemoryLimit, 0, limits.Memory.ToString())
                : null;
            if (death is not null)
            {
                End(process);
                return death;
            }
        }

        return null;
    }

    private static ByteSize ResidentMemory(Process process)
    {
        try
        {
            process.Refresh();
            return new ByteSize(process.WorkingSet64);
        }
        catch (InvalidOperationException)
        {
            // It ended between the look at it and the question.
            return ByteSize.Zero;
        }
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }
}
