using System.Text;
using QuantBuild.Reporting;

namespace QuantBuild.Cli.Output;

/// <summary>Lines on standard output, plain or coloured.</summary>
internal static class TextOutput
{
    public static void Write(ToolHost host, IEnumerable<TextLine> lines, bool colors)
    {
        using var writer = new StreamWriter(host.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.NewLine = "\n";
        if (colors)
        {
            ColorWriter.Write(writer, lines, host.Width);
            return;
        }

        foreach (var line in lines)
        {
            writer.WriteLine(line.ToString());
        }
    }
}
