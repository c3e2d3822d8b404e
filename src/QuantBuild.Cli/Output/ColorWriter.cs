using QuantBuild.Reporting;
using Spectre.Console;

namespace QuantBuild.Cli.Output;

/// <summary>Lines with their tones as colours; apart, so that plain output does not load the terminal library.</summary>
internal static class ColorWriter
{
    public static void Write(TextWriter writer, IEnumerable<TextLine> lines, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });

        // Lines are laid out already, and must not be wrapped again where a path is longer than the terminal.
        console.Profile.Width = Math.Max(width, 10_000);
        foreach (var line in lines)
        {
            foreach (var span in line.Spans)
            {
                console.Write(new Text(span.Text, StyleOf(span.Tone)));
            }

            console.WriteLine();
        }
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Quiet => new Style(decoration: Decoration.Dim),
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Good => new Style(Color.Green),
        Tone.Caution => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red),
        _ => Style.Plain,
    };
}
