using System.Diagnostics;

namespace QuantBuild.Execution;

/// <summary>Ends the child when its parent is gone: the parent holds the other end of its input for as long as it wants an answer.</summary>
internal static class ParentWatch
{
    public static void Start(TextReader input) => new Thread(() => WaitFor(input)) { IsBackground = true, Name = "parent watch" }.Start();

    private static void WaitFor(TextReader input)
    {
        while (input.Read() >= 0)
        {
        }

        // Not Environment.Exit, which waits for handlers while a native thread may be in the middle of a run.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
