using QuantBuild.Diagnostics;
using QuantBuild.Requests;

namespace QuantBuild.Cli.Output;

/// <summary>What is being done, in one line that the next one overwrites and the end removes.</summary>
/// <param name="terminal">That a person looks at.</param>
/// <param name="width">Of the terminal; a line that fills it would begin another.</param>
internal sealed class ProgressLine(TextWriter terminal, int width) : IDisposable
{
    private readonly Lock _line = new();
    private int _length;

    public void Show(RunProgress progress)
    {
        var text = PrintableText.Of($"{progress.Number}/{progress.Models} {progress.Step} {progress.Model}");
        lock (_line)
        {
            Write(text.Length < width ? text : text[..(width - 1)]);
        }
    }

    public void Dispose()
    {
        lock (_line)
        {
            Write("");
            terminal.Write('\r');
            terminal.Flush();
        }
    }

    // Blanks and not an escape sequence: every terminal has them.
    private void Write(string text)
    {
        terminal.Write('\r' + text.PadRight(_length));
        terminal.Flush();
        _length = text.Length;
    }
}
